package role

import (
	"io"
	"log/slog"
	"time"
)

// keyringTime is how long a locked keyring may be waited for.
const keyringTime = 5 * time.Second

// logger writes what somebody should look at, from a level on. Secrets are taken out where they could come in, see package pbxclient.
func logger(to io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: level}))
}
