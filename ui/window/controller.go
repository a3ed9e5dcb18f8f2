package window

import (
	"context"
	"sync"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
)

// controller does what a person asks for, off the widgets' goroutine. What comes of it shows in the next picture;
// only what a person has to be told besides comes back here, as a sentence.
type controller struct {
	mirror presence.Mirror
	words  *lang.Words
	do     dispatcher
	// failed is called with a sentence, on the widgets' goroutine.
	failed func(sentence string)

	// later takes the place of time itself in tests; see after.
	later func(wait time.Duration, f func()) (stop func())

	ctx  context.Context
	busy sync.WaitGroup
}

// commandTime is how long a person waits for a setting; placing a call has the client's own, longer limit.
const commandTime = 30 * time.Second

// dial places a call to what was typed, from a phone or the PBX's choice.
func (c *controller) dial(typed, from string, autoAnswer bool) {
	c.start(c.ctx, func(ctx context.Context) error {
		_, err := c.mirror.Dial(ctx, presence.DialRequest{Typed: typed, From: from, AutoAnswer: autoAnswer})
		return err
	}, nil)
}

func (c *controller) hangUp(uniqueID string) {
	c.command(func(ctx context.Context) error { return c.mirror.Hangup(ctx, uniqueID) }, nil)
}

// setOwn changes an own setting until a time, zero for good; done is called on the widgets' goroutine once the PBX has it, or
// refused.
func (c *controller) setOwn(s pbxclient.UserSettings, until time.Time, done func(error)) {
	c.command(func(ctx context.Context) error {
		if until.IsZero() {
			return c.mirror.SetOwn(ctx, s)
		}
		return c.mirror.SetOwnUntil(ctx, s, until)
	}, done)
}

func (c *controller) favourite(contact *presence.Contact) {
	c.command(func(ctx context.Context) error {
		return c.mirror.SetFavourite(ctx, contact.UUID, !contact.Favourite)
	}, nil)
}

// tellWhenFree asks to be told when a colleague is free, or no longer.
func (c *controller) tellWhenFree(uuid string, on bool) {
	c.command(func(ctx context.Context) error { return c.mirror.SetTellWhenFree(ctx, uuid, on) }, nil)
}

// note keeps a note about a colleague.
func (c *controller) note(uuid, note string) {
	c.command(func(ctx context.Context) error { return c.mirror.SetNote(ctx, uuid, note) }, nil)
}

// extension keeps a colleague's number that a person typed. It has to be one that can be dialled.
func (c *controller) extension(contact *presence.Contact, typed string, done func(error)) {
	if sent, ok := c.decide(typed); ok {
		c.command(func(ctx context.Context) error { return c.mirror.SetExtension(ctx, contact.UUID, sent) }, done)
	}
}

// decide says what is sent for a number that a person typed; where nothing is, the person is told why.
func (c *controller) decide(typed string) (sent string, ok bool) {
	decision, err := c.mirror.Picture().Rules().Decide(typed)
	if err != nil {
		c.failed(c.words.Error(err))
		return "", false
	}
	return decision.Sent, true
}

// retry makes an attempt to reach the PBX at once.
func (c *controller) retry() { c.busy.Go(c.mirror.Retry) }

// quietly does what may take so long, 0 for however long it takes; done alone tells what came of it.
func (c *controller) quietly(limit time.Duration, work func(context.Context) error, done func(error)) {
	ctx, cancel := c.ctx, context.CancelFunc(func() {})
	if limit > 0 {
		ctx, cancel = context.WithTimeout(c.ctx, limit)
	}
	var failed error
	c.start(ctx, func(ctx context.Context) error {
		defer cancel()
		failed = work(ctx)
		return nil
	}, func(error) { done(failed) })
}

func (c *controller) command(work func(context.Context) error, done func(error)) {
	ctx, cancel := context.WithTimeout(c.ctx, commandTime)
	c.start(ctx, func(ctx context.Context) error {
		defer cancel()
		return work(ctx)
	}, done)
}

func (c *controller) start(ctx context.Context, work func(context.Context) error, done func(error)) {
	c.busy.Go(func() {
		err := work(ctx)
		if c.ctx.Err() != nil {
			return // nobody is left to be told
		}
		c.do(func() {
			if err != nil {
				c.failed(c.words.Error(err))
			}
			if done != nil {
				done(err)
			}
		})
	})
}

// wait returns when everything asked for has ended; cancel the context first.
func (c *controller) wait() { c.busy.Wait() }
