package presence

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence/journal"
	"ringside/presence/pace"
)

const (
	// pollWait is how long the PBX may hold an event request: proxies cut idle connections at 30 s.
	pollWait = 20 * time.Second
	// pollGrace is how much later than that an answer counts as lost.
	pollGrace = 8 * time.Second
	// unwaited is how soon a PBX is asked again that does not wait; up to twice as long, so that clients part.
	unwaited = 2 * time.Second
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

	shortCodes map[string]string
	regionSet  string // by the user, "" to go by what the PBX says of itself

	cursor   cursor
	followed bool // the stream has been at its end once; what came before is history
	handover handover
	early    []heardEvent
	pace     *rate.Limiter
	backoff  pace.Backoff
	lostAt   time.Time // when contact was lost, zero while there is any
	heardAt  time.Time // when the PBX last answered
	wokeAt   time.Time // when there was last reason to doubt the connections
	knocking bool      // something waits for the PBX's machine to answer
	clock    pbxClock
	polling  bool
	stopPoll context.CancelFunc
	polled   chan pollResult

	want     refresh // what has to be listed
	noBoxes  int     // how often in a row the mailboxes could not be read
	wantedAt time.Time
	flight   *flight       // what is being listed, or waits to be taken; nil if nothing
	took     time.Duration // as in flight, the last time
	listed   chan lists
	stopList context.CancelFunc

	doubts int // how often the picture's being current was doubted

	unfinished []journal.Call // calls that had not ended when Ringside last did

	readingOwn bool
	ownAnswers int // how often the own settings were taken

	own         *Contact // as it was last looked at for what is kept of it
	settingBack bool
	backRetry   time.Time // before which nothing is set back, since that failed; zero if it did not
	backBackoff pace.Backoff

	due alarms
}

type pollResult struct {
	batch  pbxclient.Batch
	err    error
	waited bool // the PBX was allowed to wait
	again  bool // the last event was asked for once more
	asked  time.Time
}

func newLoop(ctx context.Context, e *Engine, b *book) *loop {
	return &loop{
		Engine: e, ctx: ctx, state: newState(e.opts.UserName, e.opts.ByKey, b),
		shortCodes: e.opts.ShortCodes, regionSet: e.opts.Region, conn: Connection{State: Connecting}, pace: rate.NewLimiter(50, 50), want: refreshAll,
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
			l.leave()
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

// later has work that ran beside the loop say what came of it.
func (l *loop) later(what func(*loop)) {
	select {
	case l.inbox <- what:
	case <-l.ctx.Done():
	}
}

// poll asks for events, unless a request is under way or nothing may be asked now.
func (l *loop) poll() {
	if l.polling || l.conn.State == SignedOut || !l.due.poll.IsZero() {
		return
	}
	if l.state.denied["events"] { // the lists are all there is to ask for
		l.startLists()
		return
	}
	if r := l.pace.Reserve(); r.Delay() > 0 {
		l.due.poll = time.Now().Add(r.Delay())
		r.Cancel() // it is reserved again when it is due
		return
	}
	wait := l.cursor.drained && l.lostAt.IsZero() && !l.heardAt.Before(l.wokeAt) && (l.flight == nil || !l.flight.arrived)
	q, again := l.cursor.query()
	q.Timeout = pbxclient.Some(time.Duration(0))
	if wait {
		q.Timeout = pbxclient.Some(pollWait)
	}
	ctx, fail := context.WithCancelCause(l.ctx)
	ctx, cancel := context.WithTimeout(failResending(ctx, fail), q.Timeout.Value+pollGrace)
	l.polling, l.stopPoll = true, cancel
	l.spawn(func() {
		defer fail(nil)
		defer cancel()
		r := pollResult{waited: wait, again: again, asked: time.Now()}
		r.batch, r.err = l.src.Events(ctx, q)
		if r.err != nil && context.Cause(ctx) == errBroken {
			r.err = errBroken
		}
		l.polled <- r // has room: one request at a time
	})
}

func (l *loop) onPolled(r pollResult) {
	l.polling = false
	if r.err == nil && len(r.batch.Events) == 0 && r.batch.Skipped > 0 {
		r.err = errNothing // taken for an empty answer, it would be the end of the stream
	}
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
		l.lostAt = time.Time{} // back, and live again once everything has been listed
		l.due.poll, l.conn.RetryAt = time.Time{}, time.Time{}
	}
	l.clock.set(r.batch.At, now)
	news, gap := l.cursor.take(r.batch.Events, r.again)
	if gap || r.batch.Skipped > 0 {
		l.doubt()
		clear(l.state.seats) // whoever sits where they did may have been away
	}
	if len(news) > 0 && r.waited && l.cursor.drained {
		l.clock.learn(news[len(news)-1], now)
	}
	for _, e := range news {
		at := l.clock.local(e, now)
		// A busy PBX never runs dry: what happened since we asked is no history any more.
		l.cursor.drained = l.cursor.drained || l.clock.tells(e) && !at.Before(r.asked)
		l.apply(heardEvent{e, at, l.handover.isHistory(e, l.followed)})
	}
	l.followed = l.followed || l.cursor.drained
	l.state.followParties(now)
	if l.flight != nil && l.flight.arrived && !r.waited { // one that waited was asked before the lists arrived
		if l.flight.drains++; len(r.batch.Events) == 0 || l.flight.drains >= settlePolls {
			l.takeLists()
		}
	}
	if r.waited && len(r.batch.Events) == 0 && now.Sub(r.asked) < pollWait/4 {
		// An empty answer is a time-out, and this one was none: a PBX or proxy that doesn't wait must not be spun on. What
		// happens to the PBX until the next request we do not notice.
		l.due.poll = now.Add(unwaited + rand.N(unwaited))
		l.cursor.doubt()
	}
}

// heardEvent is an event with its time by the local clock. history is true for what happened before we were there.
type heardEvent struct {
	pbxclient.Event
	at      time.Time
	history bool
}

// apply takes an event into the state. Whose calls they are is known only once the users are, so until then the
// events of calls wait.
func (l *loop) apply(e heardEvent) {
	if !l.synced {
		l.wait(e)
		if e.Call != nil {
			return
		}
	}
	l.need(l.state.apply(e.Event, e.at, e.history))
	if l.flight != nil {
		l.flight.overlay.note(e.Event, e.at)
	}
}

func (l *loop) rules() dialplan.Rules {
	return dialplan.Rules{
		Region: l.region(), Known: func(n string) bool { return l.state.userCalled(n) != "" }, ShortCodes: l.shortCodes,
	}
}

func (l *loop) region() string {
	if l.regionSet != "" {
		return l.regionSet
	}
	return l.guessed
}

// update publishes what changed since the last picture, and the notices that came of it.
func (l *loop) update() {
	if due := l.state.calls.sweep(time.Now()); !due.IsZero() {
		l.due.sweep = due
	}
	l.due.ring = l.state.ringDue()
	l.state.keepHistory()
	l.recount()
	l.followOwn()
	l.setBack(time.Now())
	if l.conn.State == Live {
		l.state.tellFree()
	}
	if len(l.state.denied) > 0 && l.due.denied.IsZero() {
		l.due.denied = time.Now().Add(deniedEvery)
	}
	notices := l.state.takeNotices()
	snap := l.state.snapshot(l.Picture(), l.conn, l.synced, l.resyncs)
	snap.Region, snap.ShortCodes = l.region(), l.shortCodes
	if len(notices) > 0 || !same(snap, l.Picture()) {
		l.Publish(snap, notices...)
	}
}
