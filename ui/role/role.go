package role

import (
	"io"
	"log/slog"
	"time"
)

// keyringTime is how long a locked keyring may be waited for.
const keyringTime = 5 * time.Second

// logger writes what somebody should look at.
func logger(to io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
