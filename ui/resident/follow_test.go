package resident

import (
	"context"
	"net/http"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/hooks"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/settings"
	"ringside/ui/tray"
)

// office is a mirror of the house's office, by way of the part that stays.
func (h *house) picture(t *testing.T) *share.Remote {
	t.Helper()
	remote := h.connect(t, nil)
	if err := remote.Watch(t.Context(), share.AllContacts); err != nil {
		t.Fatal(err)
	}
	pictured(t, remote, "the office", live)
	return remote
}

// call has somebody call the person of the demo.
func (h *house) call(t *testing.T) (id string) {
	t.Helper()
	id, err := h.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: "Jan\nJansen"}, h.office.PBX.Office().Users[0].Extension)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// about is the one message that is shown, of a title.
func about(title string) func([]notify.Message) bool {
	return func(shown []notify.Message) bool { return len(shown) == 1 && shown[0].Title == title }
}

func none(shown []notify.Message) bool { return len(shown) == 0 }

func TestFollow_ShowsWhoCallsAndWithdrawsItWhenAnswered(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	h.picture(t)
	id := h.call(t)
	calls := h.Words.Say("notice_incoming_call_title", lang.With{"Who": "Jan Jansen"})
	if m := h.desktop.until(t, "the call", about(calls))[0]; !m.Urgent {
		t.Errorf("%+v", m)
	}
	if err := h.office.PBX.Answer(id, h.office.PBX.Office().Users[0].Phones[0]); err != nil {
		t.Fatal(err)
	}
	h.desktop.until(t, "the end of the message", none)
}

func TestFollow_AMissedCallTakesThePlaceOfItsRinging(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	h.picture(t)
	id := h.call(t)
	h.desktop.until(t, "the call", about(h.Words.Say("notice_incoming_call_title", lang.With{"Who": "Jan Jansen"})))
	if err := h.office.PBX.Hangup(id); err != nil {
		t.Fatal(err)
	}
	h.desktop.until(t, "that it was missed", about(h.Words.Say("notice_missed_call_title", lang.With{"Who": "Jan Jansen"})))
}

func TestFollow_OpensTheWindowOnACallWhereThatIsSet(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	if err := (settings.Settings{OpenOnCall: true}).Save(h.Folder); err != nil {
		t.Fatal(err)
	}
	h.stay(t, quiet)
	h.picture(t)
	h.call(t)
	s.window(t).hears(t, "shown")
}

// followed is whose the mirror is that is followed.
var followed = account.Account{Address: "pbx", UserName: "me"}

// follows is a resident without anything around it but a desktop, which follows a mirror.
func follows(t *testing.T, m presence.Mirror) (*Resident, *desktop, func()) {
	t.Helper()
	h := newHouse(t)
	r := &Resident{Options: h.Options, sender: notify.NewSender(h.desktop, h.Logger), icon: tray.New(nil, nil, nil), programs: hooks.NewRunner(h.Logger)}
	r.life, r.end = context.WithCancelCause(context.Background())
	r.running.Go(func() { r.sender.Run(r.life) })
	stop := r.follow(followed, m)
	t.Cleanup(func() { stop(); r.end(nil); r.running.Wait() })
	return r, h.desktop, stop
}

// ringing is a picture with one call in it, which is new, and what is told of it.
func ringing(m *painted, is presence.CallState) (*presence.Snapshot, presence.Notice) {
	call := &presence.Call{Key: 7, State: is, Role: presence.Callee, Number: "203"}
	s := *m.Picture()
	s.Calls = []*presence.Call{call}
	return &s, presence.Notice{About: presence.IncomingCall, Call: call}
}

func TestFollow_DoesNotShowACallThatWasAnsweredBeforeItCameToThat(t *testing.T) {
	m := paint("bea")
	r, d, _ := follows(t, paint())
	f := &follower{resident: r, mirror: m, shown: map[uint64]string{}}
	answered, notice := ringing(m, presence.CallActive)
	f.tell(notice, answered)
	f.tell(presence.Notice{About: presence.MissedCall, Call: &presence.Call{Key: 8, Number: "204"}}, answered)
	shown := d.until(t, "what is told after it", func(shown []notify.Message) bool { return len(shown) > 0 })
	if len(shown) != 1 || shown[0].Key != "call 8" || len(f.shown) > 0 {
		t.Errorf("%+v", shown)
	}
}

func TestFollow_WithdrawsACallThatWasAnsweredElsewhere(t *testing.T) {
	m := paint("bea")
	_, d, _ := follows(t, m)
	m.Publish(ringing(m, presence.CallIncoming))
	d.until(t, "the call", func(shown []notify.Message) bool { return len(shown) == 1 })
	over := *m.Picture()
	ended := *over.Calls[0]
	ended.State, ended.Outcome = presence.CallEnded, presence.Elsewhere
	over.Calls = []*presence.Call{&ended}
	m.Publish(&over)
	d.until(t, "the end of the message", none)
}

func TestFollow_TakesAwayWhatItShowsWhenItEnds(t *testing.T) {
	m := paint("bea")
	_, d, stop := follows(t, m)
	m.Publish(ringing(m, presence.CallIncoming))
	d.until(t, "the call", func(shown []notify.Message) bool { return len(shown) == 1 })
	stop()
	d.until(t, "the end of the message", none)
}

func TestMenu_OfNobodySignedInLeavesNothingToSet(t *testing.T) {
	h := newHouse(t)
	r := &Resident{Options: h.Options}
	m := r.menu(nil)
	if m.Items[0].Label != h.Words.Connection(presence.Connection{State: presence.SignedOut}, time.Time{}) || !m.Items[3].Disabled || m.Items[3].Checked {
		t.Errorf("%+v", m)
	}
	if m := r.menu(presence.Blank("")); !m.Items[3].Disabled {
		t.Errorf("while connecting %+v", m)
	}
	r.chosen(entryDND) // does nothing
}

func TestMenu_SetsDoNotDisturbAndShowsIt(t *testing.T) {
	h := newHouse(t)
	r := &Resident{Options: h.Options, sender: notify.NewSender(h.desktop, h.Logger)}
	r.life, r.end = context.WithCancelCause(context.Background())
	defer r.end(nil)
	d := h.logins(t)
	d.Begin(d.life, h.account, h.secret)
	m := d.next(t).Mirror
	pictured(t, m, "the office", live)
	r.logins.current = &seat{Login: d.Now()}
	for _, on := range []bool{true, false} {
		r.chosen(entryDND)
		r.running.Wait()
		s := m.Picture()
		if item := r.menu(s).Items[3]; item.Checked != on || item.Disabled || h.office.PBX.Office().Users[0].DND != on {
			t.Errorf("set %v: the menu shows %+v", on, item)
		}
	}
}

func TestMenu_SaysWhatWentWrongWithDoNotDisturb(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	remote := h.picture(t)
	r := &Resident{Options: h.Options, sender: notify.NewSender(h.desktop, h.Logger)}
	r.life, r.end = context.WithCancelCause(context.Background())
	h.office.PBX.Inject(pbxsim.Fault{Match: isPut, Status: 500})
	r.setOwn(remote, pbxclient.UserSettings{DND: pbxclient.Some(true)})
	r.running.Wait()
	r.running.Go(func() { r.sender.Run(r.life) })
	told := h.desktop.until(t, "the problem", func(shown []notify.Message) bool { return len(shown) == 1 })[0]
	err := remote.SetOwn(t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(true)})
	if err == nil || told.Key != "problem" || told.Body != h.Words.Error(err) {
		t.Errorf("told %+v of %v", told, err)
	}
	r.end(nil)
	r.running.Wait()
}

// isPut matches what changes something.
func isPut(r *http.Request) bool { return r.Method != http.MethodGet }
