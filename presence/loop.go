package presence

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
)

const (
	// pollWait is how long the PBX may hold an event request: proxies cut idle connections at 30 s.
	pollWait = 20 * time.Second
	// pollGrace is how much later than that an answer counts as lost.
	pollGrace = 8 * time.Second
	// offlineAfter is how long contact must be lost before the picture counts as offline rather than stale.
	offlineAfter = 2 * time.Minute
	// settlePolls bounds how often the stream is drained before lists are taken, when it never runs dry.
	settlePolls = 5
)

// loop is the engine's goroutine: the one owner of the state and of all that is under way.
type loop struct {
	*Engine
	ctx   context.Context
	wg    sync.WaitGroup
	state *state

	conn    Connection
	synced  bool
	resyncs int
	visible bool
	guessed string // region, from what the PBX says of itself

	cursor   cursor
	pace     *rate.Limiter
	backoff  backoff
	lostAt   time.Time // when contact was lost, zero while there is any
	heardAt  time.Time // when the PBX last answered
	offset   time.Duration
	polling  bool
	stopPoll context.CancelFunc
	polled   chan pollResult

	want     refresh // what has to be listed
	flight   *flight // what is being listed, or waits to be taken; nil if nothing
	listed   chan lists
	stopList context.CancelFunc

	checks   []string // calls to ask after
	checking bool

	readingOwn bool

	due alarms
}

type pollResult struct {
	batch  pbxclient.Batch
	err    error
	waited bool // the PBX was allowed to wait
	asked  time.Time
}

func newLoop(ctx context.Context, e *Engine, b *book) *loop {
	return &loop{
		Engine: e, ctx: ctx, state: newState(e.opts.UserName, e.opts.ByKey, b),
		conn: Connection{State: Connecting}, pace: rate.NewLimiter(50, 50), want: refreshAll,
		polled: make(chan pollResult, 1), listed: make(chan lists, 1),
		stopPoll: func() {}, stopList: func() {},
	}
}

func (l *loop) run() {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	l.due.start(time.Now(), l.visible)
	l.poll()
	for {
		timer.Reset(time.Until(l.due.next()))
		select {
		case <-l.ctx.Done():
			l.wg.Wait()
			return
		case r := <-l.polled:
			l.onPolled(r)
		case r := <-l.listed:
			l.onListed(r)
		case question := <-l.inbox:
			question(l)
		case <-timer.C:
			l.onAlarms(time.Now())
		}
		l.update()
	}
}

// spawn runs work beside the loop; the loop's end waits for it.
func (l *loop) spawn(work func()) {
	l.wg.Add(1)
	go func() {
		defer l.wg.Done()
		work()
	}()
}

// poll asks for events, unless a request is under way or nothing may be asked now.
func (l *loop) poll() {
	if l.polling || l.conn.State == SignedOut || l.state.denied["events"] || !l.due.poll.IsZero() {
		return
	}
	if r := l.pace.Reserve(); r.Delay() > 0 {
		l.due.poll = time.Now().Add(r.Delay())
		return
	}
	wait := l.cursor.drained && l.lostAt.IsZero() && (l.flight == nil || !l.flight.arrived)
	q := l.cursor.query()
	q.Timeout = pbxclient.Some(time.Duration(0))
	if wait {
		q.Timeout = pbxclient.Some(pollWait)
	}
	ctx, cancel := context.WithTimeout(l.ctx, q.Timeout.Value+pollGrace)
	l.polling, l.stopPoll = true, cancel
	l.spawn(func() {
		defer cancel()
		r := pollResult{waited: wait, asked: time.Now()}
		r.batch, r.err = l.src.Events(ctx, q)
		l.polled <- r // has room: one request at a time
	})
}

func (l *loop) onPolled(r pollResult) {
	l.polling = false
	interrupted := errors.Is(r.err, context.Canceled)
	if r.err != nil && !interrupted {
		l.fail("events", r.err)
		return
	}
	if !interrupted {
		l.heard(r)
	}
	l.startLists()
	l.poll()
}

// heard takes an answer to an event request.
func (l *loop) heard(r pollResult) {
	now := time.Now()
	l.heardAt = now
	if !l.lostAt.IsZero() {
		l.lostAt = time.Time{} // back, but what happened meanwhile is unknown: list before calling it live
		l.want |= refreshAll
	}
	if !r.batch.At.IsZero() {
		l.offset = r.batch.At.Sub(now)
	}
	history := !l.cursor.drained
	if l.cursor.take(r.batch.Events) {
		l.want |= refreshAll
	}
	for _, e := range r.batch.Events {
		at := l.localTime(e.Timestamp, now)
		l.want |= l.state.apply(e, at, history)
		if l.flight != nil {
			l.flight.overlay.note(e, at)
		}
	}
	l.state.followParties(now)
	if l.flight != nil && l.flight.arrived {
		if l.flight.drains++; len(r.batch.Events) == 0 || l.flight.drains >= settlePolls {
			l.takeLists()
		}
	}
	if r.waited && len(r.batch.Events) == 0 && now.Sub(r.asked) < pollWait/4 {
		// An empty answer is a time-out, and this one was none: a PBX or proxy that doesn't wait must not be spun on.
		l.due.poll = now.Add(l.backoff.next(now, 0))
	}
}

// localTime turns the PBX's time of an event into ours. Its clock is known to the second, so an event that
// seems to lie ahead is one of now.
func (l *loop) localTime(stamp, now time.Time) time.Time {
	if stamp.IsZero() {
		return now
	}
	at := stamp.Add(-l.offset)
	if age := now.Sub(at); age < time.Second {
		return now
	}
	return at.Local()
}

// fail takes an error of a request that the mirror lives by.
func (l *loop) fail(part string, err error) {
	now := time.Now()
	l.log.Info("lost contact", "part", part, "error", err)
	l.stopLists()
	l.want |= refreshAll
	switch pbxclient.CodeOf(err) {
	case pbxclient.CodeUnauthorized:
		l.stopPoll()
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
		if l.synced && l.conn.State == Live {
			l.conn.AsOf = l.heardAt
		}
	}
	var pbx *pbxclient.Error
	var retryAfter time.Duration
	if errors.As(err, &pbx) {
		retryAfter = pbx.RetryAfter
	}
	l.due.poll = now.Add(l.backoff.next(now, retryAfter))
	l.conn = Connection{State: l.lostState(now), Err: err, AsOf: l.conn.AsOf, RetryAt: l.due.poll}
}

// lostState is Stale for a picture that was right a moment ago, and Offline otherwise.
func (l *loop) lostState(now time.Time) ConnectionState {
	if l.synced && now.Sub(l.lostAt) < offlineAfter {
		return Stale
	}
	return Offline
}

// retryNow cancels whatever waits and asks at once.
func (l *loop) retryNow() {
	if l.conn.State == SignedOut {
		l.conn.State = Connecting
	}
	delete(l.state.denied, "events")
	l.due.poll, l.conn.RetryAt = time.Time{}, time.Time{}
	l.want |= refreshAll
	if l.lostAt.IsZero() {
		l.lostAt = time.Now() // the first request after a wake-up does not wait
	}
	l.stopPoll()
	l.poll()
}

func (l *loop) rules() dialplan.Rules {
	return dialplan.Rules{Region: l.region(), Known: func(n string) bool { return l.state.userCalled(n) != "" }}
}

func (l *loop) region() string {
	if l.opts.Region != "" {
		return l.opts.Region
	}
	return l.guessed
}

// update publishes what changed since the last picture, and the notices that came of it.
func (l *loop) update() {
	if due := l.state.calls.sweep(time.Now()); !due.IsZero() {
		l.due.sweep = due
	}
	l.due.ring = l.state.ringDue()
	notices := l.state.notices
	l.state.notices = nil
	snap := l.state.snapshot(l.conn, l.synced, l.resyncs)
	snap.Region = l.region()
	if len(notices) > 0 || !same(snap, l.Picture()) {
		l.publish(snap, notices)
	}
}

func same(a, b *Snapshot) bool {
	return a.Connection == b.Connection && a.Synced == b.Synced && a.Resyncs == b.Resyncs && a.Me == b.Me &&
		a.Contacts == b.Contacts && a.Region == b.Region && a.System == b.System &&
		slices.Equal(a.OwnPhones, b.OwnPhones) && slices.Equal(a.Mailboxes, b.Mailboxes) &&
		slices.Equal(a.Calls, b.Calls) && slices.Equal(a.Denied, b.Denied)
}
