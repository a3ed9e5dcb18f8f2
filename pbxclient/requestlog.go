package pbxclient

import (
	"log/slog"
	"net/http"
	"time"
)

// requestLog is the handler that writes one line a request, at debug level. The query stays out: it may hold a mailbox's
// password.
type requestLog struct {
	next   http.RoundTripper
	logger *slog.Logger
}

func (l *requestLog) RoundTrip(request *http.Request) (*http.Response, error) {
	began := time.Now()
	response, err := l.next.RoundTrip(request)
	attributes := []slog.Attr{
		slog.String("method", request.Method),
		slog.String("path", request.URL.Path),
		slog.Duration("took", time.Since(began)),
	}
	if err != nil {
		attributes = append(attributes, slog.String("failed", err.Error()))
	} else {
		attributes = append(attributes, slog.Int("status", response.StatusCode))
	}
	l.logger.LogAttrs(request.Context(), slog.LevelDebug, "request to the PBX", attributes...)
	return response, err
}
