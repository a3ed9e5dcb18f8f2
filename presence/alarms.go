package presence

import (
	"time"

	"ringside/pbxclient"
)

const (
	// No event tells of do not disturb, call waiting or forwarding set on the phone or by another client.
	ownEvery       = 30 * time.Second // the own user, while somebody looks
	ownEveryHidden = 5 * time.Minute
	usersEvery     = 5 * time.Minute // everybody, while somebody looks
	blindEvery     = time.Minute     // everything, where the login may not read events
	deniedEvery    = 5 * time.Minute // what the login may not read: an administrator may have changed that
	// tick is how often the wall clock is compared with the monotonic one: they part when the machine slept.
	tick      = 5 * time.Second
	sleptFor  = 10 * time.Second
	ringGrace = 1500 * time.Millisecond // what call events may lag behind the phone that rings
)

// alarms are the moments at which something is due; zero means never.
type alarms struct {
	poll, list, own, users, sweep, ring, check, denied, back, clock time.Time
	lastTick                                                        time.Time
}

func (a *alarms) start(now time.Time, visible bool) {
	a.clock, a.lastTick = now.Add(tick), now
	a.looking(now, visible)
}

// looking sets the pace of what no event tells of.
func (a *alarms) looking(now time.Time, visible bool) {
	a.own, a.users = now.Add(ownEveryHidden), time.Time{}
	if visible {
		a.own, a.users = now.Add(ownEvery), now.Add(usersEvery)
	}
}

func (a *alarms) next() time.Time {
	earliest := a.clock
	for _, t := range []time.Time{a.poll, a.list, a.own, a.users, a.sweep, a.ring, a.check, a.denied, a.back} {
		if !t.IsZero() && t.Before(earliest) {
			earliest = t
		}
	}
	return earliest
}

// reached clears an alarm that is due.
func reached(alarm *time.Time, now time.Time) bool {
	if alarm.IsZero() || alarm.After(now) {
		return false
	}
	*alarm = time.Time{}
	return true
}

func (l *loop) onAlarms(now time.Time) {
	if reached(&l.due.clock, now) {
		l.onTick(now)
	}
	if reached(&l.due.list, now) {
		l.startLists()
	}
	if reached(&l.due.poll, now) {
		l.poll()
	}
	if reached(&l.due.own, now) {
		l.readOwn()
		l.due.own = now.Add(ownEveryHidden)
		if l.visible {
			l.due.own = now.Add(ownEvery)
		}
	}
	if reached(&l.due.users, now) {
		l.need(refreshUsers)
		l.startLists()
		l.due.users = now.Add(usersEvery)
	}
	if reached(&l.due.ring, now) {
		l.state.tellUnknownRing(now)
	}
	if reached(&l.due.check, now) {
		l.onCheck()
	}
	if reached(&l.due.denied, now) {
		l.askDenied()
	}
	reached(&l.due.sweep, now) // update sweeps
	reached(&l.due.back, now)  // and sets back
}

// askDenied asks again for what was refused.
func (l *loop) askDenied() {
	for part, bit := range map[string]refresh{"users": refreshUsers, "phones": refreshPhones, "voicemail": refreshMailboxes} {
		if l.state.denied[part] {
			l.need(bit)
		}
	}
	if l.state.denied["events"] && l.conn.State != SignedOut {
		delete(l.state.denied, "events")
		l.need(refreshAll)
		l.poll()
	}
	l.startLists()
}

// onTick notices that the machine slept, and that a stale picture has become too old.
func (l *loop) onTick(now time.Time) {
	wall := now.Round(0).Sub(l.due.lastTick.Round(0))
	slept := wall - now.Sub(l.due.lastTick)
	l.due.lastTick, l.due.clock = now, now.Add(tick)
	switch {
	case slept > sleptFor || slept < -sleptFor || wall > tick+sleptFor:
		l.log.Info("the clock jumped, asking again", "by", slept)
		if l.conn.State != SignedOut { // nobody is there yet to say that the password is right now
			l.retryNow()
		}
	case l.conn.State == Live && l.behind(now) > pollWait:
		l.log.Info("a changed list takes long to come")
		l.doubt()
	case l.conn.State == Stale && l.lostState(now) == Offline:
		l.conn.State = Offline
	case l.state.denied["events"] && now.Sub(l.heardAt) > blindEvery:
		l.heardAt = now
		l.need(refreshAll)
		l.startLists()
	}
}

func (l *loop) setVisible(visible bool) {
	if l.visible == visible {
		return
	}
	l.visible = visible
	l.due.looking(time.Now(), visible)
	if visible && l.synced {
		l.due.own = time.Now() // what is looked at should be current
	}
}

// readOwn reads the own settings again. Failures are left to the event request, which meets them as well.
func (l *loop) readOwn() {
	me := l.state.me
	if me == "" || l.conn.State != Live || l.readingOwn {
		return
	}
	l.readingOwn = true
	asked := l.ownAnswers
	l.spawn(func() {
		u, err := l.src.User(l.ctx, me, "")
		l.later(func(l *loop) {
			l.readingOwn = false
			if err == nil && asked == l.ownAnswers {
				l.tookOwn(u)
			}
		})
	})
}

// tookOwn takes the own settings. Answers that were asked for before this one are older, and so are lists under way.
func (l *loop) tookOwn(u pbxclient.User) {
	l.ownAnswers++
	l.state.settings(u)
	if l.flight != nil {
		l.flight.overlay.own = &u
	}
}
