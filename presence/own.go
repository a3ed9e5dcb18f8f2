package presence

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence/journal"
)

// SetOwn implements Commands.
func (e *Engine) SetOwn(ctx context.Context, settings pbxclient.UserSettings) error {
	return e.setOwn(ctx, settings, time.Time{})
}

// SetOwnUntil implements Commands.
func (e *Engine) SetOwnUntil(ctx context.Context, settings pbxclient.UserSettings, until time.Time) error {
	limited := pbxclient.UserSettings{DND: settings.DND, CallForward: settings.CallForward}
	if settings != limited || settings == (pbxclient.UserSettings{}) || !until.After(time.Now()) {
		return ErrNotUntil
	}
	return e.setOwn(ctx, settings, until.Round(0))
}

// setOwn changes own settings; until is when they are set back, zero for never.
func (e *Engine) setOwn(ctx context.Context, settings pbxclient.UserSettings, until time.Time) error {
	before, err := ask(ctx, e, func(l *loop) (*Contact, error) {
		if me := l.state.contact(l.state.me); me != nil {
			return me, nil
		}
		return nil, ErrNoUser
	})
	if err != nil {
		return err
	}
	var set pbxclient.User
	if settings != (pbxclient.UserSettings{}) {
		if set, err = e.src.SetUser(ctx, before.UUID, settings); err != nil {
			return fmt.Errorf("change own settings: %w", err)
		}
	}
	// The PBX's value is the truth: read back rather than believing what was sent.
	u, failure := e.src.User(ctx, before.UUID, "")
	_, err = ask(context.WithoutCancel(ctx), e, func(l *loop) (struct{}, error) {
		l.state.book.hold(settings, before, until, l.region())
		if failure != nil {
			u = set // what it said when it was set is not the truth, and better than what was before
		}
		if u.UUID != "" {
			l.tookOwn(u)
			l.state.book.reported(u.DND, u.CallForward, l.region())
			if !settings.HotDesk.IsZero() {
				l.state.moveDesk(u)
			}
		}
		return struct{}{}, nil
	})
	if failure != nil {
		return fmt.Errorf("read own settings back: %w", failure)
	}
	return err
}

// followOwn takes what the PBX says of the user's own settings by now, whichever way it came.
func (l *loop) followOwn() {
	was, is := l.own, l.state.contact(l.state.me)
	if l.own = is; is == nil || is == was {
		return
	}
	if was != nil && was.DND == is.DND && was.CallForward == is.CallForward {
		return
	}
	l.state.book.reported(is.DND, is.CallForward, l.region())
}

// reported takes settings that the PBX tells. What it tells another value of than was set for a time stays as it is.
func (b *book) reported(dnd pbxclient.Opt[bool], forward pbxclient.Opt[string], region string) {
	b.forwardedTo(forward.Or(""), region)
	if still := holding(b.own, dnd, forward, region); still.DND != b.own.DND || still.CallForward != b.own.CallForward {
		b.changeOwn(func(o *journal.Own) { o.DND, o.CallForward = still.DND, still.CallForward })
	}
}

// maxForwards is how many numbers are kept that calls were forwarded to.
const maxForwards = 8

// forwardedTo keeps a number as the newest that calls were forwarded to, "" for none.
func (b *book) forwardedTo(number, region string) {
	number = strings.TrimSpace(number)
	if number == "" || len(b.own.ForwardedTo) > 0 && b.own.ForwardedTo[0] == number {
		return
	}
	list := []string{number}
	for _, other := range b.own.ForwardedTo {
		if !sameNumber(other, number, region) {
			list = append(list, other)
		}
	}
	b.changeOwn(func(o *journal.Own) { o.ForwardedTo = slices.Clip(list[:min(len(list), maxForwards)]) })
}

// sameNumber reports whether two texts are one number, however either is written.
func sameNumber(a, b, region string) bool {
	return a == b || canonical(a, region) == canonical(b, region)
}

// canonical is a number's key, or the text where it is no number.
func canonical(number, region string) string {
	return cmp.Or(dialplan.Canonical(number, region), number)
}
