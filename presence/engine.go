package presence

import (
	"context"
	"errors"
	"log/slog"

	"ringside/presence/journal"
)

// GCPercent is what a process that keeps a mirror all day does best to collect its garbage at ([debug.SetGCPercent]): listing
// 50,000 people then takes a fifth less memory at its peak and a tenth more time.
const GCPercent = 40

// Options is what an engine has to be told.
type Options struct {
	// UserName is who signed in; with an API key, whom it acts for, "" for nobody.
	UserName string
	ByKey    bool
	// Region is the ISO 3166 region that numbers are read in, "" to take it from the PBX.
	Region string
	// ShortCodes are the user's own, typed → called; see SetShortCodes.
	ShortCodes map[string]string
	// Journal keeps favourites, notes, numbers, calls and what is to be set back; nil keeps nothing.
	Journal *journal.Journal
	Logger  *slog.Logger // nil is quiet
}

// Engine mirrors one PBX. Make it with New and let Run do the work; it implements Mirror.
type Engine struct {
	*Board
	src   Source
	opts  Options
	log   *slog.Logger
	inbox chan func(*loop)
	ended chan struct{}
}

// errEnded answers commands that come after the end.
var errEnded = errors.New("the connection to the PBX has been closed")

// New makes an engine that has not begun. Its picture is empty and connecting.
func New(src Source, o Options) *Engine {
	e := &Engine{
		Board: NewBoard(Blank(o.Region)), src: src, opts: o, log: o.Logger,
		inbox: make(chan func(*loop)), ended: make(chan struct{}),
	}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
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
	e.End(Connection{State: Stale, AsOf: l.heardAt})
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
