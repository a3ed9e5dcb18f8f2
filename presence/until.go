package presence

import (
	"time"

	"ringside/pbxclient"
	"ringside/presence/journal"
	"ringside/presence/pace"
)

// Until tells which of the own settings hold for a time only.
type Until struct {
	// DND and CallForward are when they are set back, by the wall clock; zero for one that is not.
	DND, CallForward time.Time
	// Back is what they are set back to: Missing for one that is not, Null for no forwarding.
	Back pbxclient.UserSettings
}

// untilOf is what is going to be set back; nil if nothing is.
func untilOf(o journal.Own) *Until {
	if o.DND == nil && o.CallForward == nil {
		return nil
	}
	u := &Until{Back: back(o)}
	if o.DND != nil {
		u.DND = o.DND.At
	}
	if o.CallForward != nil {
		u.CallForward = o.CallForward.At
	}
	return u
}

// back is what has to be sent to set back all that has to be.
func back(o journal.Own) (s pbxclient.UserSettings) {
	if o.DND != nil {
		s.DND = pbxclient.Some(o.DND.To)
	}
	if o.CallForward != nil {
		if s.CallForward = pbxclient.NullOpt[string](); o.CallForward.To != "" {
			s.CallForward = pbxclient.Some(o.CallForward.To)
		}
	}
	return s
}

// hold takes that settings were set, and until when; zero is for good. before is the user as they were before that.
func (b *book) hold(s pbxclient.UserSettings, before *Contact, until time.Time, region string) {
	b.forwardedTo(s.CallForward.Or(""), region)
	if s.DND.IsZero() && s.CallForward.IsZero() {
		return
	}
	b.changeOwn(func(o *journal.Own) {
		if !s.DND.IsZero() {
			o.DND = setBackOf(o.DND, before.DND, s.DND, until)
		}
		if !s.CallForward.IsZero() {
			o.CallForward = setBackOf(o.CallForward, before.CallForward, s.CallForward, until)
		}
	})
}

// setBackOf is what is going to be set back of a setting that was set until then; pending is what was to be before. The zero value
// of a setting is off.
func setBackOf[T comparable](pending *journal.SetBack[T], before, set pbxclient.Opt[T], until time.Time) *journal.SetBack[T] {
	if until.IsZero() {
		return nil
	}
	var off T
	next := &journal.SetBack[T]{At: until, Set: set.Or(off), To: before.Or(off)}
	switch {
	case pending != nil:
		next.To = pending.To
	case next.To == next.Set: // there would be no end to it
		next.To = off
	}
	return next
}

// holding is what is still to be set back after the PBX told these values.
func holding(o journal.Own, dnd pbxclient.Opt[bool], forward pbxclient.Opt[string], region string) journal.Own {
	if on, known := dnd.Get(); o.DND != nil && known && on != o.DND.Set {
		o.DND = nil
	}
	if o.CallForward != nil && !forward.IsZero() && !sameNumber(forward.Or(""), o.CallForward.Set, region) {
		o.CallForward = nil
	}
	return o
}

// dueBack is what has to be set back by now, and when there is more of it, zero for never.
func (b *book) dueBack(now time.Time) (due journal.Own, next time.Time) {
	later := func(at time.Time) bool {
		if at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
		return at.After(now)
	}
	if p := b.own.DND; p != nil && !later(p.At) {
		due.DND = p
	}
	if p := b.own.CallForward; p != nil && !later(p.At) {
		due.CallForward = p
	}
	return due, next
}

// setBack sets back what has held for long enough, once the PBX can be asked. It goes by the wall clock: a machine that slept
// does it when it wakes.
func (l *loop) setBack(now time.Time) {
	l.due.back = time.Time{}
	if l.state.book.until == nil {
		return
	}
	due, next := l.state.book.dueBack(now)
	l.due.back = next
	reachable := l.conn.State == Live || l.state.denied["events"] && l.synced && l.lostAt.IsZero()
	switch {
	case due.DND == nil && due.CallForward == nil, l.settingBack, !reachable, l.state.me == "":
		return
	case l.backRetry.After(now):
		if next.IsZero() || l.backRetry.Before(next) {
			l.due.back = l.backRetry
		}
		return
	}
	l.settingBack = true
	me, region, asked := l.state.me, l.region(), l.ownAnswers
	l.spawn(func() {
		u, err := l.putBack(me, region, due)
		l.later(func(l *loop) { l.wasSetBack(due, u, err, asked) })
	})
}

// putBack sets back what the PBX still has as it was set, and reads the settings back. It runs beside the loop.
func (l *loop) putBack(me, region string, due journal.Own) (pbxclient.User, error) {
	u, err := l.src.User(l.ctx, me, "")
	if err != nil {
		return u, err
	}
	s := back(holding(due, u.DND, u.CallForward, region))
	if s == (pbxclient.UserSettings{}) {
		return u, nil
	}
	if u, err = l.src.SetUser(l.ctx, me, s); err != nil {
		return u, err
	}
	if read, err := l.src.User(l.ctx, me, ""); err == nil {
		u = read
	}
	return u, nil
}

// wasSetBack takes what came of it. asked is ownAnswers as it was before.
func (l *loop) wasSetBack(due journal.Own, u pbxclient.User, err error, asked int) {
	l.settingBack = false
	now := time.Now()
	switch {
	case err == nil:
		l.backRetry, l.backBackoff = time.Time{}, pace.Backoff{}
	case pbxclient.IsCode(err, pbxclient.CodeForbidden, pbxclient.CodeNotFound, pbxclient.CodeBadRequest):
		l.log.Warn("own settings cannot be set back", "error", err) // and asking again would not change that
	default:
		l.log.Info("own settings are to be set back again", "error", err)
		l.backRetry = now.Add(l.backBackoff.Next(now, pace.RetryAfter(err), l.state.roster.Len()))
		return
	}
	l.state.book.changeOwn(func(o *journal.Own) {
		if o.DND == due.DND {
			o.DND = nil
		}
		if o.CallForward == due.CallForward {
			o.CallForward = nil
		}
	})
	switch {
	case err != nil:
	case asked == l.ownAnswers:
		l.tookOwn(u)
	default: // somebody set them meanwhile
		l.readOwn()
	}
}
