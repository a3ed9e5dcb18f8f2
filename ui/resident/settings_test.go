package resident

import (
	"context"
	"testing"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/settings"
)

// set saves settings, as the window does.
func (h *house) save(t *testing.T, set settings.Settings) {
	t.Helper()
	if err := set.Save(h.Folder); err != nil {
		t.Fatal(err)
	}
}

func TestSettings_ThePartThatStaysSpeaksAnotherLanguageAtOnce(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	remote := h.picture(t)
	h.save(t, settings.Settings{Language: "de"})
	if err := remote.Ask(t.Context(), doSettings, nil, nil); err != nil {
		t.Fatal(err)
	}
	if got := h.Words.Tag().String(); got != "de" {
		t.Fatalf("it speaks %s", got)
	}
	h.call(t)
	h.desktop.until(t, "the call, in German", about("Anruf von Jan Jansen"))
}

func TestSettings_TheLanguageThatIsSpokenStaysWhereAnotherSettingChanged(t *testing.T) {
	h := newHouse(t)
	h.Words = lang.New("fr") // by the environment, say
	h.stay(t, quiet)
	remote := h.picture(t)
	h.save(t, settings.Settings{OpenOnCall: true})
	if err := remote.Ask(t.Context(), doSettings, nil, nil); err != nil || h.Words.Tag().String() != "fr" {
		t.Errorf("it speaks %v, %v", h.Words.Tag(), err)
	}
}

func TestSettings_ShortCodesHoldAtOnce(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	remote := h.picture(t)
	h.save(t, settings.Settings{ShortCodes: map[string]string{"77": "203"}})
	if err := remote.Ask(t.Context(), doSettings, nil, nil); err != nil {
		t.Fatal(err)
	}
	if plan, err := remote.Plan(t.Context(), presence.DialRequest{Typed: "77"}); err != nil || plan.Sent != "203" {
		t.Errorf("it would send %q, %v", plan.Sent, err)
	}
	pictured(t, remote, "the short codes", func(s *presence.Snapshot) bool { return s.ShortCodes["77"] == "203" })
}

func TestSettings_ALinkTellsOfThem(t *testing.T) {
	h := newHouse(t)
	v := h.view(t, nil)
	if err := v.SettingsChanged(t.Context()); err != nil {
		t.Errorf("while nobody is there: %v", err)
	}
	p := h.host(t)
	p.has(share.Hello{Account: &anna}, paint())
	v.login(t)
	await(t, p.conns, "the window")
	if err := v.SettingsChanged(t.Context()); err != nil {
		t.Error(err)
	}
	if asked := await(t, p.asked, "what it asks for"); asked != "settings" {
		t.Error(asked)
	}
}

// told is what the desktop is told of notices with these settings, one after the other.
func tells(t *testing.T, set settings.Settings, notices ...presence.Notice) []notify.Message {
	t.Helper()
	return tellsTo(t, presence.Contact{UUID: "me"}, set, notices...)
}

// tellsTo is tells to somebody in particular.
func tellsTo(t *testing.T, me presence.Contact, set settings.Settings, notices ...presence.Notice) []notify.Message {
	t.Helper()
	r, d, _ := follows(t, paint())
	r.settings.now = set
	f := &follower{resident: r, mirror: paint(), shown: map[uint64]string{}, sounds: map[uint64]context.CancelFunc{}}
	s := *f.mirror.Picture()
	s.Contacts, s.Me = presence.NewRoster([]*presence.Contact{&me}, 2), me.UUID
	for _, n := range notices {
		if n.Call != nil {
			s.Calls = []*presence.Call{n.Call}
		}
		f.tell(n, &s)
	}
	r.sender.Tell(notify.Message{Key: "last"})
	shown := d.until(t, "the last", func(shown []notify.Message) bool {
		for _, m := range shown {
			if m.Key == "last" {
				return true
			}
		}
		return false
	})
	var before []notify.Message
	for _, m := range shown {
		if m.Key != "last" {
			before = append(before, m)
		}
	}
	return before
}

// What there is to tell of.
var (
	incoming  = presence.Notice{About: presence.IncomingCall, Call: &presence.Call{Key: 7, State: presence.CallRinging, Role: presence.Callee, Name: "Jan", Number: "203", Called: "204"}}
	missed    = presence.Notice{About: presence.MissedCall, Call: &presence.Call{Key: 7, State: presence.CallEnded, Outcome: presence.Missed, Name: "Jan", Number: "203", Called: "204"}}
	voicemail = presence.Notice{About: presence.Voicemail, Mailbox: pbxclient.Mailbox{Number: "203", New: pbxclient.Some(2), Urgent: pbxclient.Some(1)}}
	ringsMe   = presence.Notice{About: presence.PhoneRinging, Phone: presence.ContactPhone{Name: "Jan's phone"}}
)

func TestFollow_TellsNothingOfAKindThatIsTurnedOff(t *testing.T) {
	every := []presence.Notice{incoming, missed, voicemail, ringsMe}
	for name, c := range map[string]struct {
		muted settings.Kinds
		tells []bool // of each of them
	}{
		"nothing":   {settings.Kinds{}, []bool{true, true, true, true}},
		"incoming":  {settings.Kinds{Incoming: true}, []bool{false, true, true, false}},
		"missed":    {settings.Kinds{Missed: true}, []bool{true, false, true, true}},
		"voicemail": {settings.Kinds{Voicemail: true}, []bool{true, true, false, true}},
		"free":      {settings.Kinds{Free: true}, []bool{true, true, true, true}},
	} {
		for i, n := range every {
			if shown := tells(t, settings.Settings{Muted: c.muted}, n); len(shown) > 0 != c.tells[i] {
				t.Errorf("with %s turned off, of %s: %+v", name, n.About, shown)
			}
		}
	}
}

func TestFollow_TellsNothingInQuietHours(t *testing.T) {
	always := settings.Quiet{On: true, From: "12:00", To: "12:00"}
	for _, n := range []presence.Notice{incoming, missed, voicemail, ringsMe} {
		if shown := tells(t, settings.Settings{Quiet: always, OpenOnCall: true}, n); len(shown) > 0 {
			t.Errorf("of %s: %+v", n.About, shown)
		}
		always.On = false
		if shown := tells(t, settings.Settings{Quiet: always}, n); len(shown) != 1 {
			t.Errorf("turned off, of %s: %+v", n.About, shown)
		}
		always.On = true
	}
}

func TestFollow_TellsNothingToWhoDoesNotWantToBeDisturbed(t *testing.T) {
	for _, n := range []presence.Notice{incoming, missed, voicemail, ringsMe} {
		for state, want := range map[pbxclient.Opt[bool]]int{pbxclient.Some(true): 0, pbxclient.Some(false): 1, {}: 1} {
			shown := tellsTo(t, presence.Contact{UUID: "me", DND: state}, settings.Settings{OpenOnCall: want == 0}, n)
			if len(shown) != want {
				t.Errorf("do not disturb is %+v, of %s: %+v", state, n.About, shown)
			}
		}
	}
}

func TestFollow_TakesTheRingingAwayWhereNothingIsToldOfTheMissedCall(t *testing.T) {
	if shown := tells(t, settings.Settings{Muted: settings.Kinds{Missed: true}}, incoming, missed); len(shown) > 0 {
		t.Errorf("what stays: %+v", shown)
	}
}

func TestFollow_KeepsNamesAndNumbersToItself(t *testing.T) {
	for _, c := range []struct {
		notice      presence.Notice
		title, body string
	}{
		{incoming, "Incoming call", ""},
		{missed, "Missed call", ""},
		{voicemail, "New voicemail", "2 new messages"},
		{ringsMe, "Your phone rings", ""},
	} {
		shown := tells(t, settings.Settings{HideNames: true}, c.notice)
		if len(shown) != 1 || shown[0].Title != c.title || shown[0].Body != c.body {
			t.Errorf("of %s: %+v", c.notice.About, shown)
		}
	}
}
