package resident

import (
	"context"
	"strconv"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/notify"
	"ringside/ui/settings"
)

// follow tells the desktop what happens at an account's PBX, and keeps the tray's menu current, until stop is called.
func (r *Resident) follow(a account.Account, m presence.Mirror) (stop func()) {
	ctx, cancel := context.WithCancel(r.life)
	ended := make(chan struct{})
	f := &follower{resident: r, account: a, mirror: m, shown: map[uint64]string{}, sounds: map[uint64]context.CancelFunc{}}
	sub := m.Subscribe() // here, so that nothing is missed from now on
	go func() {
		defer close(ended)
		defer sub.Close()
		f.run(ctx, sub)
	}()
	return func() { cancel(); <-ended }
}

// follower is one mirror that is followed.
type follower struct {
	resident *Resident
	account  account.Account
	mirror   presence.Mirror
	shown    map[uint64]string             // ringing calls that the desktop shows, with the key of the message
	sounds   map[uint64]context.CancelFunc // what rings aloud; ends a sound
	warned   string                        // the fingerprint of another certificate that was told of
	resyncs  int                           // full pictures that have come
	fresh    bool                          // the last picture held
	trimming *time.Timer
	keeping  <-chan time.Time // has a value when it is time to keep the picture; nil for never
	// connected are the calls of the picture that the user has been connected on; nil until there was one.
	connected map[uint64]bool
}

// keepAfter is how long after a full picture came it is kept for the next start: by then what one has learnt of it is in it.
const keepAfter = 10 * time.Second

func (f *follower) run(ctx context.Context, sub *presence.Subscription) {
	defer f.withdrawAll()
	defer func() { f.resident.remember(f.account, f.mirror.Picture()) }()
	defer func() {
		if f.trimming != nil {
			f.trimming.Stop()
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case _, open := <-sub.Changes:
			if !open {
				return
			}
			f.changed(f.mirror.Picture())
		case n, open := <-sub.Notices:
			if !open {
				return
			}
			f.tell(n, f.mirror.Picture())
		case <-f.keeping:
			f.keeping = nil
			f.resident.remember(f.account, f.mirror.Picture())
			f.trimSoon()
		}
	}
}

func (f *follower) changed(s *presence.Snapshot) {
	f.resident.refresh()
	if f.resident.contacts != nil && f.resident.logins.Now().Mirror == f.mirror {
		f.resident.contacts.regionIs(s.Region)
	}
	if s.Fresh() && f.resident.logins.Now().Mirror == f.mirror {
		f.resident.readCalled(f.mirror, s.History)
	}
	if s.Fresh() && !f.fresh {
		f.resident.board.wake()
	}
	f.fresh = s.Fresh()
	f.tellConnected(s)
	if s.Resyncs != f.resyncs {
		f.resyncs = s.Resyncs
		f.keeping = time.After(keepAfter)
		f.trimSoon()
	}
	f.warn(s.Connection)
	f.hush(s)
	for key, message := range f.shown {
		if !stillRings(s, key) {
			delete(f.shown, key)
			f.resident.sender.Withdraw(message)
		}
	}
}

// withdrawAll takes away what nobody follows any more.
func (f *follower) withdrawAll() {
	f.hush(&presence.Snapshot{})
	for _, message := range f.shown {
		f.resident.sender.Withdraw(message)
	}
}

// stillRings reports whether a call has neither been answered nor ended. One that was missed is told of in the same
// message, which need not be taken away.
func stillRings(s *presence.Snapshot, key uint64) bool {
	c := callOf(s, key)
	return isRinging(c) || c != nil && c.Outcome == presence.Missed
}

// tell tells the desktop what a person has to know, unless the call was answered before it came to that or the person does
// not want to be told.
func (f *follower) tell(n presence.Notice, s *presence.Snapshot) {
	f.tellPrograms(n, s)
	if n.About == presence.IncomingCall && !stillRings(s, n.Call.Key) {
		return
	}
	r, set := f.resident, f.resident.settings.get()
	quiet := set.Quiet.Holds(time.Now()) || notDisturbed(s)
	if n.About == presence.IncomingCall && set.OpenOnCall && !quiet {
		r.openAt(f.mirror)
	}
	if quiet || muted(set.Muted, n.About) {
		f.silence(n)
		return
	}
	title, body := r.words().Notice(n, s)
	if set.HideNames {
		title, body = r.Words.DiscreetNotice(n)
	}
	m := notify.Message{Title: title, Body: body, Key: string(n.About), Urgent: n.About == presence.IncomingCall}
	if n.Call != nil {
		m.Key = "call " + strconv.FormatUint(n.Call.Key, 10) // a missed call takes the place of its ringing
	}
	m = f.resident.from(f.mirror, m)
	if n.About == presence.IncomingCall && set.RingSound {
		f.sound(n.Call.Key)
	}
	if n.About == presence.IncomingCall {
		f.shown[n.Call.Key] = m.Key
	} else if n.Call != nil {
		delete(f.shown, n.Call.Key)
	}
	switch {
	case n.Contact != nil:
		f.offerColleague(&m, n.Contact)
	case n.Call != nil:
		f.offerCall(&m, n)
	default:
		f.offer(&m, notify.Action{}, nil)
	}
	r.sender.Tell(m)
}

// notDisturbed reports whether the user has told the PBX that nobody is to disturb them.
func notDisturbed(s *presence.Snapshot) bool {
	own := s.Own()
	return own != nil && own.DND.Or(false)
}

// muted reports whether a kind of notice is turned off.
func muted(kinds settings.Kinds, about presence.About) bool {
	switch about {
	case presence.IncomingCall, presence.PhoneRinging:
		return kinds.Incoming
	case presence.MissedCall:
		return kinds.Missed
	case presence.Voicemail:
		return kinds.Voicemail
	case presence.ColleagueFree:
		return kinds.Free
	}
	return false
}

// silence tells nothing of a notice, and takes away the ringing of its call: nothing comes in its place.
func (f *follower) silence(n presence.Notice) {
	if n.Call == nil {
		return
	}
	if message, shown := f.shown[n.Call.Key]; shown {
		delete(f.shown, n.Call.Key)
		f.resident.sender.Withdraw(message)
	}
}

// setOwn changes the own settings, beside the tray; what comes of it shows in the menu, and what goes wrong is told.
func (r *Resident) setOwn(m presence.Mirror, s pbxclient.UserSettings) {
	r.running.Go(func() {
		ctx, cancel := context.WithTimeout(r.life, commandTime)
		defer cancel()
		if err := m.SetOwn(ctx, s); err != nil && r.life.Err() == nil {
			r.tellProblem(err)
		}
	})
}
