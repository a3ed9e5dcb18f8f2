package role

import (
	"io"
	"log/slog"
	"time"
)

const (
	// keyringTime is how long a locked keyring may be waited for.
	keyringTime = 5 * time.Second
	// residentGC has the part that stays collect its garbage early: it is small, and does little.
	residentGC = 40
)

// logger writes what somebody should look at.
func logger(to io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
