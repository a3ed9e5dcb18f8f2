package window

import (
	"context"
	"slices"
	"time"

	"ringside/presence"
	"ringside/presence/journal"
)

// history reads kept calls; done is given them on the widgets' goroutine.
func (c *controller) history(q presence.HistoryQuery, done func([]journal.Call, error)) {
	var calls []journal.Call
	c.command(func(ctx context.Context) (err error) {
		calls, err = c.mirror.History(ctx, q)
		return err
	}, func(err error) { done(calls, err) })
}

// callNote keeps a note with a call, by its Key.
func (c *controller) callNote(key, note string) {
	c.command(func(ctx context.Context) error { return c.mirror.SetCallNote(ctx, key, note) }, nil)
}

// justNow is how many kept calls a running one is looked for among.
const justNow = 50

// record finds what is kept of a running call.
func (c *controller) record(ctx context.Context, uniqueID string) (journal.Call, error) {
	calls, err := c.mirror.History(ctx, presence.HistoryQuery{Most: justNow})
	if err != nil {
		return journal.Call{}, err
	}
	i := slices.IndexFunc(calls, func(call journal.Call) bool { return call.ID == uniqueID })
	if i < 0 {
		return journal.Call{}, journal.ErrNoCall
	}
	return calls[i], nil
}

// runningNote reads the note of a running call; done is given it on the widgets' goroutine.
func (c *controller) runningNote(uniqueID string, done func(note string)) {
	var call journal.Call
	c.command(func(ctx context.Context) (err error) {
		call, err = c.record(ctx, uniqueID)
		return err
	}, func(err error) {
		if err == nil {
			done(call.Note)
		}
	})
}

// noteRunning keeps a note with a running call.
func (c *controller) noteRunning(uniqueID, note string) {
	c.command(func(ctx context.Context) error {
		call, err := c.record(ctx, uniqueID)
		if err != nil {
			return err
		}
		return c.mirror.SetCallNote(ctx, call.Key, note)
	}, nil)
}

// seenCalls tells that a person has looked at the calls.
func (c *controller) seenCalls(done func(error)) { c.command(c.mirror.SeenCalls, done) }

// notePause is for how long a person does not type before what they typed is kept.
const notePause = time.Second

// afterPause has something done on the widgets' goroutine when a person has not typed for a moment; stop calls that off.
func (c *controller) afterPause(f func()) (stop func()) { return c.after(notePause, f) }

// after has something done on the widgets' goroutine later; stop calls that off.
func (c *controller) after(wait time.Duration, f func()) (stop func()) {
	if c.later != nil {
		return c.later(wait, f)
	}
	timer := time.AfterFunc(wait, func() {
		if c.ctx.Err() == nil {
			c.do(f)
		}
	})
	return func() { timer.Stop() }
}
