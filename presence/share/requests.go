package share

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"ringside/pbxclient"
	"ringside/presence"
)

// read takes what the client asks for, until there is nothing more to come or it makes no sense.
func (c *Conn) read() {
	for c.next == nil && c.lines.Scan() {
		if len(c.lines.Bytes()) == 0 {
			continue
		}
		var r request
		if err := json.Unmarshal(c.lines.Bytes(), &r); err != nil {
			c.answer(0, nil, errors.New("this line is no JSON object of the kind that is expected here"))
			return
		}
		c.take(r)
	}
	if errors.Is(c.lines.Err(), bufio.ErrTooLong) {
		c.answer(0, nil, errors.New("this line is longer than any request"))
	}
}

// take does what is asked for: at once what takes no time, and beside everything else what the PBX has to answer.
func (c *Conn) take(r request) {
	if r.Do == doCancel {
		c.cancel(r.Request)
		c.answer(r.ID, nil, nil)
		return
	}
	if c.server.More != nil {
		if result, handled, err := c.server.More(c, r.Do, r.More); handled {
			if to, ok := result.(Move); ok && err == nil {
				result, err = c.moveTo(to.Server)
			}
			if later, ok := result.(Later); ok && err == nil {
				c.beside(r.ID, c.ctx, later)
				return
			}
			c.answer(r.ID, result, err)
			return
		}
	}
	mirror := c.server.Mirror
	switch {
	case r.Do == doVisible:
		c.server.visible(c, r.Visible)
		c.answer(r.ID, nil, nil)
	case mirror == nil:
		c.answer(r.ID, nil, ErrNotSignedIn)
	case r.Do == doWatch:
		c.answer(r.ID, nil, c.startWatching(r.Contacts))
	case r.Do == doRetry:
		mirror.Retry()
		c.answer(r.ID, nil, nil)
	case r.Do == doWake:
		mirror.Wake()
		c.answer(r.ID, nil, nil)
	default:
		c.start(r)
	}
}

// startWatching returns when the picture is going to be sent before anything else.
func (c *Conn) startWatching(of ContactsWanted) error {
	switch {
	case c.watches:
		return errors.New("this connection watches already")
	case of == "":
		of = AllContacts
	case of != AllContacts && of != OwnContact:
		return fmt.Errorf("there are no contacts %q to watch", of)
	}
	c.watches = true
	select {
	case c.watch <- of:
	case <-c.gone:
	}
	return nil
}

// start does a command beside everything else. Commands that change something at the PBX go on when the client goes: a call
// that is being placed does not end because a window does.
func (c *Conn) start(r request) {
	ctx := c.ctx
	if r.Do == doDial || r.Do == doHangup || r.Do == doSet || r.Do == doSetUntil || r.Do == doPBX && r.PBX != nil && r.PBX.Method != http.MethodGet {
		ctx = c.server.ctx
	}
	c.beside(r.ID, ctx, func(ctx context.Context) (any, error) { return c.do(ctx, r) })
}

// beside does something beside everything else. A client that does not take its answers is not heard any further.
func (c *Conn) beside(id int64, ctx context.Context, do Later) {
	select {
	case c.unsent <- struct{}{}:
	case <-c.gone:
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	if !c.begin(id, cancel) {
		cancel()
		<-c.unsent
		c.answer(id, nil, errors.New("too many commands are under way, or one with this id"))
		return
	}
	c.server.running.Go(func() {
		defer func() { <-c.unsent }()
		defer cancel()
		result, err := do(ctx)
		c.mu.Lock()
		delete(c.underWay, id)
		c.mu.Unlock()
		c.answer(id, result, err)
	})
}

// begin notes that a command is under way, unless there are too many of them.
func (c *Conn) begin(id int64, cancel context.CancelFunc) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.underWay) >= maxUnderWay || c.underWay[id] != nil {
		return false
	}
	c.underWay[id] = cancel
	return true
}

func (c *Conn) cancel(id int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cancel := c.underWay[id]; cancel != nil {
		cancel()
	}
}

// do is a command with the PBX's answer.
func (c *Conn) do(ctx context.Context, r request) (any, error) {
	mirror := c.server.Mirror
	dial := presence.DialRequest{Typed: r.Number, From: r.From, AutoAnswer: r.AutoAnswer}
	switch r.Do {
	case doPlan:
		plan, err := mirror.Plan(ctx, dial)
		return planOut(plan), err
	case doDial:
		result, err := mirror.Dial(ctx, dial)
		return dialedOut(result), err
	case doHangup:
		return nil, mirror.Hangup(ctx, r.UniqueID)
	case doSet:
		return nil, mirror.SetOwn(ctx, r.Settings)
	case doFavourite:
		return nil, mirror.SetFavourite(ctx, r.UUID, r.Favourite)
	case doExtension:
		return nil, mirror.SetExtension(ctx, r.UUID, r.Extension)
	case doSetUntil:
		return nil, mirror.SetOwnUntil(ctx, r.Settings, clock(r.Until))
	case doNote:
		return nil, mirror.SetNote(ctx, r.UUID, r.Note)
	case doTellWhenFree:
		return nil, mirror.SetTellWhenFree(ctx, r.UUID, r.On)
	case doHistory:
		list, err := mirror.History(ctx, r.query())
		return keptOut(list[:min(len(list), presence.MaxHistory)]), err
	case doCallNote:
		return nil, mirror.SetCallNote(ctx, r.Key, r.Note)
	case doSeenCalls:
		return nil, mirror.SeenCalls(ctx)
	case doPBX:
		if c.server.Relay == nil || r.PBX == nil {
			return nil, errors.New("requests to the PBX are not passed on here")
		}
		return r.PBX.relay(ctx, c.server.Relay)
	}
	return nil, fmt.Errorf("there is no command %q", r.Do)
}

// answer sends the result of a request, or why there is none, and waits until that is being written. A request without a
// number wants no answer unless it fails.
func (c *Conn) answer(id int64, result any, err error) {
	if id == 0 && err == nil {
		return
	}
	line, failed := lineOf(answerOut{"answer", id, result, failureOf(err)})
	if failed == nil && len(line) > maxLine {
		failed = &pbxclient.Error{Op: "answer", Code: pbxclient.CodeTooLarge}
	}
	if failed != nil {
		line, _ = lineOf(answerOut{Kind: "answer", ID: id, Error: failureOf(failed)})
	}
	select {
	case c.answers <- line:
	case <-c.gone:
	}
}
