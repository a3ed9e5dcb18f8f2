package presence

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"ringside/pbxclient"
	"ringside/presence/pace"
)

// offlineAfter is how old a picture must be to count as offline rather than stale.
const offlineAfter = 2 * time.Minute

// fail takes an error of a request that the mirror lives by.
func (l *loop) fail(part string, err error) {
	if l.ctx.Err() != nil {
		return // our own end is no outage
	}
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
	l.lose(now)
	if part != "events" {
		l.stopPoll() // one backoff holds for all: an answer to it would be taken for the end of the outage
	}
	l.due.poll = now.Add(l.backoff.Next(now, pace.RetryAfter(err), l.state.roster.Len()))
	l.conn = Connection{State: l.lostState(now), Err: err, AsOf: l.conn.AsOf, RetryAt: l.due.poll}
	l.knock(err)
}

// lose notes that contact is lost, and that the PBX may be another one when it is found again.
func (l *loop) lose(now time.Time) {
	if l.lostAt.IsZero() {
		l.lostAt = now
	}
	l.due.list = time.Time{} // it is the attempts that are spaced now
	l.cursor.doubt()
}

// doubt takes back that the picture is current: something may have happened that we did not hear of. It is
// current again once everything has been listed.
func (l *loop) doubt() {
	l.doubts++
	l.need(refreshAll)
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
	l.stopLists()
	l.doubt()
	if l.conn.State == SignedOut {
		l.conn = Connection{State: Connecting, AsOf: l.conn.AsOf}
	}
	delete(l.state.denied, "events")
	l.due.poll, l.due.list, l.conn.RetryAt = time.Time{}, time.Time{}, time.Time{}
	l.lose(time.Now()) // the first request after a wake-up does not wait
	l.stopPoll()
	l.poll()
}

// errBroken is a connection that broke while the PBX was to answer.
var errBroken = &pbxclient.Error{Op: "poll events", Code: pbxclient.CodeUnreachable, Message: "the connection broke"}

// errNothing is a list of events of which none could be read.
var errNothing = &pbxclient.Error{Op: "poll events", Code: pbxclient.CodeBadAnswer, Message: "nothing in the list can be read"}

// failResending makes a failure of what net/http hides: when a connection breaks before the answer comes, as it does
// when the PBX restarts, the request would be sent again at once on another one. That is an outage all the same, and
// all clients of that PBX would be back in the same instant.
func failResending(ctx context.Context, fail context.CancelCauseFunc) context.Context {
	var waiting atomic.Bool // for the first byte of an answer
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) {
			if waiting.Swap(true) {
				fail(errBroken)
			}
		},
		GotFirstResponseByte: func() { waiting.Store(false) },
	})
}
