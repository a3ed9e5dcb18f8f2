package presence

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"ringside/presence/journal"
)

// Options is what an engine has to be told.
type Options struct {
	// UserName is who signed in; with an API key, whom it acts for, "" for nobody.
	UserName string
	ByKey    bool
	// Region is the ISO 3166 region that numbers are read in, "" to take it from the PBX.
	Region string
	// Journal keeps favourites and numbers; nil keeps nothing.
	Journal *journal.Journal
	Logger  *slog.Logger // nil is quiet
}

// Engine mirrors one PBX. Make it with New and let Run do the work; it implements Mirror.
type Engine struct {
	src     Source
	opts    Options
	log     *slog.Logger
	picture atomic.Pointer[Snapshot]
	inbox   chan func(*loop)
	ended   chan struct{}

	mu   sync.Mutex // guards subs, and makes subscribing and publishing take turns
	subs map[*Subscription]bool
	over bool
}

// errEnded answers commands that come after the end.
var errEnded = errors.New("the connection to the PBX has been closed")

// New makes an engine that has not begun. Its picture is empty and connecting.
func New(src Source, o Options) *Engine {
	e := &Engine{
		src: src, opts: o, log: o.Logger, inbox: make(chan func(*loop)), ended: make(chan struct{}),
		subs: map[*Subscription]bool{},
	}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	e.picture.Store(&Snapshot{Connection: Connection{State: Connecting}, Contacts: NewRoster(nil, 0), Region: o.Region})
	return e
}

// Run mirrors the PBX until ctx ends. It may be called once; when it returns, every goroutine of the engine
// has ended and all subscriptions are closed.
func (e *Engine) Run(ctx context.Context) {
	b, err := newBook(e.opts.Journal)
	if err != nil {
		e.log.Warn("going on without what was kept", "error", err)
	}
	l := newLoop(ctx, e, b)
	if l.unfinished, err = b.unfinished(); err != nil {
		e.log.Warn("going on without the calls that were not finished", "error", err)
	}
	if l.handover, err = b.handover(); err != nil {
		e.log.Warn("going on without knowing where the last one ended", "error", err)
	}
	l.run()
	close(e.ended)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.over = true
	if last := *e.Picture(); last.Fresh() { // nobody keeps it current from now on
		last.Connection = Connection{State: Stale, AsOf: l.heardAt}
		e.picture.Store(&last)
	}
	for s := range e.subs {
		e.unsubscribe(s)
	}
}

// Picture implements Mirror.
func (e *Engine) Picture() *Snapshot { return e.picture.Load() }

// Subscribe implements Mirror.
func (e *Engine) Subscribe() *Subscription {
	s := newSubscription()
	s.close = func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.unsubscribe(s)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.subs[s] = true
	s.signal() // the picture at this moment is the first change
	if e.over {
		e.unsubscribe(s)
	}
	return s
}

// unsubscribe closes a subscription once; e.mu is held.
func (e *Engine) unsubscribe(s *Subscription) {
	if e.subs[s] {
		delete(e.subs, s)
		close(s.changes)
		close(s.notices)
	}
}

// publish makes a snapshot the picture and tells everybody. Notices go out after the picture that they are
// about, so that whoever is told finds the call in it.
func (e *Engine) publish(snap *Snapshot, notices []Notice) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.picture.Store(snap)
	for s := range e.subs {
		s.signal()
		for _, n := range notices {
			s.tell(n, e.log)
		}
	}
}

// ask runs a question on the engine's goroutine and waits for its answer.
func ask[T any](ctx context.Context, e *Engine, question func(*loop) (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	answers := make(chan answer, 1)
	var none T
	select {
	case e.inbox <- func(l *loop) {
		value, err := question(l)
		l.update() // what a command did is in the picture when it returns
		answers <- answer{value, err}
	}:
	case <-ctx.Done():
		return none, ctx.Err()
	case <-e.ended:
		return none, errEnded
	}
	select {
	case a := <-answers:
		return a.value, a.err
	case <-e.ended:
		return none, errEnded
	}
}

// tell runs something on the engine's goroutine; it is dropped once the engine has ended.
func (e *Engine) tell(what func(*loop)) {
	select {
	case e.inbox <- what:
	case <-e.ended:
	}
}
