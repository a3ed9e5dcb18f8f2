package presence

import (
	"context"
	"errors"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"ringside/pbxclient"
)

// offlineAfter is how old a picture must be to count as offline rather than stale.
const offlineAfter = 2 * time.Minute

// fail takes an error of a request that the mirror lives by.
func (l *loop) fail(part string, err error) {
	now := time.Now()
	l.log.Info("lost contact", "part", part, "error", err)
	l.stopLists()
	l.doubt()
	switch pbxclient.CodeOf(err) {
	case pbxclient.CodeUnauthorized:
		l.stopPoll()
		l.due.poll = time.Time{}
		l.conn = Connection{State: SignedOut, Err: err, AsOf: l.conn.AsOf}
		return
	case pbxclient.CodeForbidden:
		if part == "events" {
			l.state.denied["events"] = true
			l.conn.Err = err
			l.startLists()
			return
		}
	}
	if l.lostAt.IsZero() {
		l.lostAt = now
	}
	var pbx *pbxclient.Error
	var retryAfter time.Duration
	if errors.As(err, &pbx) {
		retryAfter = pbx.RetryAfter
	}
	l.due.poll = now.Add(l.backoff.next(now, retryAfter))
	l.conn = Connection{State: l.lostState(now), Err: err, AsOf: l.conn.AsOf, RetryAt: l.due.poll}
}

// doubt takes back that the picture is current: something may have happened that we did not hear of. It is
// current again once everything has been listed.
func (l *loop) doubt() {
	l.want |= refreshAll
	if l.conn.State == Live {
		l.conn = Connection{State: Stale, AsOf: l.heardAt}
	}
}

// lostState is Stale for a picture that was right a moment ago, and Offline otherwise.
func (l *loop) lostState(now time.Time) ConnectionState {
	if l.synced && now.Sub(l.conn.AsOf) < offlineAfter {
		return Stale
	}
	return Offline
}

// retryNow cancels whatever waits and asks at once.
func (l *loop) retryNow() {
	l.doubt()
	if l.conn.State == SignedOut {
		l.conn = Connection{State: Connecting, AsOf: l.conn.AsOf}
	}
	delete(l.state.denied, "events")
	l.due.poll, l.due.list, l.conn.RetryAt = time.Time{}, time.Time{}, time.Time{}
	if l.lostAt.IsZero() {
		l.lostAt = time.Now() // the first request after a wake-up does not wait
	}
	l.stopPoll()
	l.poll()
}

// noticeResending watches for what net/http hides: when a connection breaks before the answer comes, as it does
// when the PBX restarts, the request is sent again on another one. That is an outage all the same.
func (l *loop) noticeResending(ctx context.Context) context.Context {
	var waiting atomic.Bool // for the first byte of an answer
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) {
			if waiting.Swap(true) {
				select {
				case l.resent <- struct{}{}:
				default:
				}
			}
		},
		GotFirstResponseByte: func() { waiting.Store(false) },
	})
}
