package share

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"ringside/presence"
)

// read takes what the client asks for, until there is nothing more to come or it makes no sense.
func (c *Conn) read(ctx context.Context, watch chan<- ContactsWanted) {
	lines := bufio.NewScanner(c.conn)
	lines.Buffer(make([]byte, 0, 4<<10), maxRequest)
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var r request
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			c.answer(0, nil, errors.New("this line is no JSON object of the kind that is expected here"))
			return
		}
		c.take(ctx, r, watch)
	}
	if err := lines.Err(); err != nil && ctx.Err() == nil {
		c.server.Logger.Info("a client of the socket", "error", err)
	}
}

// take does what is asked for: at once what takes no time, and beside everything else what the PBX has to answer.
func (c *Conn) take(ctx context.Context, r request, watch chan<- ContactsWanted) {
	mirror := c.server.Mirror
	switch r.Do {
	case doCancel:
		c.cancel(r.Request)
		return
	case doVisible:
		c.server.visible(c, r.Visible)
		return
	}
	if c.server.More != nil {
		if result, handled, err := c.server.More(c, r.Do, r.More); handled {
			c.answer(r.ID, result, err)
			return
		}
	}
	switch {
	case mirror == nil:
		c.answer(r.ID, nil, ErrNotSignedIn)
	case r.Do == doWatch:
		if r.Contacts == "" {
			r.Contacts = AllContacts
		}
		select {
		case watch <- r.Contacts:
			c.answer(r.ID, nil, nil)
		default:
			c.answer(r.ID, nil, errors.New("this connection watches already"))
		}
		watch = nil
	case r.Do == doRetry:
		mirror.Retry()
	case r.Do == doWake:
		mirror.Wake()
	default:
		c.start(ctx, r)
	}
}

// start does a command beside everything else. Those that change something at the PBX go on when the client goes: a call
// that is being placed does not end because a window does.
func (c *Conn) start(ctx context.Context, r request) {
	if r.Do == doDial || r.Do == doHangup || r.Do == doSet {
		ctx = c.server.ctx
	}
	ctx, cancel := context.WithCancel(ctx)
	c.mu.Lock()
	crowded := len(c.underWay) >= maxUnderWay || c.underWay[r.ID] != nil
	if !crowded {
		c.underWay[r.ID] = cancel
	}
	c.mu.Unlock()
	if crowded {
		cancel()
		c.answer(r.ID, nil, errors.New("too many commands are under way, or one with this id"))
		return
	}
	c.server.running.Go(func() {
		defer cancel()
		result, err := c.do(ctx, r)
		c.mu.Lock()
		delete(c.underWay, r.ID)
		c.mu.Unlock()
		c.answer(r.ID, result, err)
	})
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
	case doPBX:
		if c.server.Relay == nil || r.PBX == nil {
			return nil, errors.New("requests to the PBX are not passed on here")
		}
		return r.PBX.relay(ctx, c.server.Relay)
	}
	return nil, fmt.Errorf("there is no command %q", r.Do)
}

// answer sends the result of a request, or why there is none. One without a number wants no answer.
func (c *Conn) answer(id int64, result any, err error) {
	a := answer{Kind: "answer", ID: id, Error: failureOf(err)}
	if id == 0 && err == nil {
		return
	}
	if result != nil {
		raw, failed := json.Marshal(result)
		if a.Result = raw; failed != nil {
			a.Error = failureOf(failed)
		}
	}
	c.Push(a)
}
