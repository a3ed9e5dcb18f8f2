package presence

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"ringside/pbxclient"
)

// Errors that a command may return besides the PBX's own.
var (
	// ErrAlreadyDialling means that a call to the same number is being placed at this moment.
	ErrAlreadyDialling = errors.New("a call to this number is being placed already")
	// ErrNoUser means that an API key is used and nobody was named to act for, or that the PBX has no such user.
	ErrNoUser = errors.New("no user to act for")
	// ErrLongNote means that a note is longer than MaxNote.
	ErrLongNote = errors.New("the note is too long")
	// ErrNotUntil refuses what SetOwnUntil cannot do.
	ErrNotUntil = errors.New("only do not disturb and forwarding can be set for a time, and it must lie ahead")
)

// NotOwnPhoneError refuses to place a call from a phone that is none of the user's own.
type NotOwnPhoneError struct {
	Phone string         // as asked for
	Own   []ContactPhone // those that may be called from
}

// Error is one plain sentence.
func (e *NotOwnPhoneError) Error() string {
	return fmt.Sprintf("%q is none of your own phones", e.Phone)
}

// MaxNote is how long a note may be, in characters.
const MaxNote = 4000

func tooLong(note string) bool { return utf8.RuneCountInString(note) > MaxNote }

// placed is a call that is about to be asked of the PBX.
type placed struct {
	story   *story
	request pbxclient.OriginateRequest
}

// Dial implements Commands.
func (e *Engine) Dial(ctx context.Context, r DialRequest) (DialResult, error) {
	p, err := ask(ctx, e, func(l *loop) (placed, error) { return l.state.place(r, l.rules(), e.opts) })
	if err != nil {
		return DialResult{}, err
	}
	answer, err := e.src.Originate(ctx, p.request)
	named, _ := ask(context.WithoutCancel(ctx), e, func(l *loop) (string, error) {
		return l.state.placedAnswer(p.story, answer, err, l.state.now()), nil
	})
	if err != nil {
		if ctx.Err() != nil && named != "" {
			e.abandon(ctx, named)
		}
		return DialResult{Sent: p.request.Number}, fmt.Errorf("originate %s: %w", p.request.Number, err)
	}
	return DialResult{Originated: answer, Sent: p.request.Number}, nil
}

// abandonTime is how long that may take. Ringside ends only after it, and should not take long to.
const abandonTime = 1500 * time.Millisecond

// abandon hangs up a call whose caller gave up while the PBX was still calling them.
func (e *Engine) abandon(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), abandonTime)
	defer cancel()
	if err := e.Hangup(ctx, id); err != nil {
		e.log.Warn("could not hang up an abandoned call", "error", err)
	}
}

// Hangup implements Commands. A call that the PBX no longer knows counts as hung up in the picture, and is
// still reported as not found.
func (e *Engine) Hangup(ctx context.Context, uniqueID string) error {
	_, err := ask(ctx, e, func(l *loop) (struct{}, error) {
		l.state.markHungUp(uniqueID, true)
		return struct{}{}, nil
	})
	if err != nil {
		return err
	}
	_, err = e.src.Hangup(ctx, uniqueID)
	if pbxclient.IsCode(err, pbxclient.CodeNotFound) {
		e.tell(func(l *loop) { l.state.callGone(uniqueID) })
	}
	if err != nil {
		e.tell(func(l *loop) { l.state.markHungUp(uniqueID, false) })
		return fmt.Errorf("hang up: %w", err)
	}
	e.tell(func(l *loop) { l.checkCall(uniqueID) })
	return nil
}

// Plan implements Commands.
func (e *Engine) Plan(ctx context.Context, r DialRequest) (DialPlan, error) {
	return ask(ctx, e, func(l *loop) (DialPlan, error) {
		decision, err := l.rules().Decide(r.Typed)
		if err != nil {
			return DialPlan{}, err
		}
		me := l.state.contact(l.state.me)
		if me == nil { // a login that may not read the list of users may call all the same
			return DialPlan{Decision: decision, PicksUp: r.AutoAnswer && r.From != ""}, nil
		}
		if r.From != "" && !l.state.byKey && !l.state.ownPhone(r.From) { // a key may call from any phone
			return DialPlan{}, &NotOwnPhoneError{Phone: r.From, Own: me.Phones}
		}
		_, certain := me.CertainPhone()
		return DialPlan{Decision: decision, PicksUp: r.AutoAnswer && (certain || r.From != ""), Phones: me.Phones}, nil
	})
}

// SetFavourite implements Commands.
func (e *Engine) SetFavourite(ctx context.Context, userUUID string, favourite bool) error {
	return e.edit(ctx, userUUID, func(b *book) { b.favoured[userUUID] = favourite })
}

// SetExtension implements Commands.
func (e *Engine) SetExtension(ctx context.Context, userUUID, extension string) error {
	return e.edit(ctx, userUUID, func(b *book) { b.byHand[userUUID] = extension })
}

// SetNote implements Commands.
func (e *Engine) SetNote(ctx context.Context, userUUID, note string) error {
	if tooLong(note) {
		return ErrLongNote
	}
	return e.edit(ctx, userUUID, func(b *book) { b.notes[userUUID] = note })
}

// SetTellWhenFree implements Commands.
func (e *Engine) SetTellWhenFree(ctx context.Context, userUUID string, on bool) error {
	return e.edit(ctx, userUUID, func(b *book) {
		if delete(b.awaited, userUUID); on {
			b.awaited[userUUID] = true
		}
	})
}

// edit changes what the book says of a user and puts it into the picture.
func (e *Engine) edit(ctx context.Context, userUUID string, change func(*book)) error {
	_, err := ask(ctx, e, func(l *loop) (struct{}, error) {
		s := l.state
		change(s.book)
		s.book.save(userUUID)
		s.newExtension(userUUID)
		if c := s.contact(userUUID); c != nil && !s.book.described(c) {
			s.edit(userUUID, s.book.describe)
		}
		return struct{}{}, nil
	})
	return err
}

// SetShortCodes has numbers read with other short codes of the user's own from now on, typed → called. The map must not change
// any more.
func (e *Engine) SetShortCodes(codes map[string]string) {
	e.tell(func(l *loop) { l.shortCodes = codes })
}

// SetRegion has numbers read in another ISO 3166 region from now on, "" to go by what the PBX says of itself.
func (e *Engine) SetRegion(region string) { e.tell(func(l *loop) { l.regionSet = region }) }

// SetVisible implements Commands.
func (e *Engine) SetVisible(visible bool) { e.tell(func(l *loop) { l.setVisible(visible) }) }

// Retry implements Commands.
func (e *Engine) Retry() { e.tell(func(l *loop) { l.retryNow() }) }

// Wake implements Commands.
func (e *Engine) Wake() { e.tell(func(l *loop) { l.wake() }) }
