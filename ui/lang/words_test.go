package lang

import (
	"strings"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.Local)

func TestNotice_TellsWhoCallsAndForWhichNumber(t *testing.T) {
	s := &presence.Snapshot{Region: "NL"}
	for name, c := range map[string]struct {
		call        presence.Call
		title, body string
	}{
		"a name and a number":  {presence.Call{Name: "Taxi Rood", Number: "0617272808", Normalized: "+31617272808", Called: "203"}, "Taxi Rood is calling", "06 17272808 · for 203"},
		"only a number":        {presence.Call{Number: "0617272808", Normalized: "+31617272808"}, "06 17272808 is calling", ""},
		"a number as its name": {presence.Call{Name: "201", Number: "201"}, "201 is calling", ""},
		"from abroad":          {presence.Call{Name: "Ann", Number: "+4930123456", Called: "+31201234567"}, "Ann is calling", "+49 30 123456 · for 020 123 4567"},
		"nothing":              {presence.Call{Called: "203"}, "Unknown caller is calling", "for 203"},
		"an attacker": {
			presence.Call{Name: "Bank\x1b[2J\u202e\nof " + strings.Repeat("x", 500), Number: "1"},
			"Bank [2J of " + strings.Repeat("x", 47) + "… is calling", "1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			title, body := New("en").Notice(presence.Notice{About: presence.IncomingCall, Call: &c.call}, s)
			if title != c.title || body != c.body {
				t.Errorf("got %q, %q", title, body)
			}
		})
	}
}

func TestNotice_CountsTheMessages(t *testing.T) {
	box := func(newOnes, urgent int) presence.Notice {
		return presence.Notice{About: presence.Voicemail, Mailbox: pbxclient.Mailbox{
			Number: "203", New: pbxclient.Some(newOnes), Urgent: pbxclient.Some(urgent),
		}}
	}
	for _, c := range []struct {
		language string
		notice   presence.Notice
		want     string
	}{
		{"en", box(1, 0), "1 new message in mailbox 203"},
		{"en", box(2, 0), "2 new messages in mailbox 203"},
		{"en", box(1, 2), "2 new messages, 2 of them urgent, in mailbox 203"},
		{"nl", box(0, 1), "1 nieuw bericht, dringend, in postbus 203"},
		{"nl", box(2, 0), "2 nieuwe berichten in postbus 203"},
	} {
		if _, body := New(c.language).Notice(c.notice, &presence.Snapshot{}); body != c.want {
			t.Errorf("got %q, want %q", body, c.want)
		}
	}
}

func TestNotice_NamesTheColleagueWhoIsFree(t *testing.T) {
	n := presence.Notice{About: presence.ColleagueFree, Contact: &presence.Contact{FullName: "Anna\nB", Extension: "203"}}
	if title, body := New("en").Notice(n, &presence.Snapshot{}); title != "Anna B is free" || body != "203" {
		t.Errorf("%q, %q", title, body)
	}
}

func TestConnection_SaysHowOldThePictureIs(t *testing.T) {
	refused := &pbxclient.Error{Code: pbxclient.CodeForbidden}
	for _, c := range []struct {
		connection presence.Connection
		want       string
	}{
		{presence.Connection{State: presence.Live}, "Connected"},
		{presence.Connection{State: presence.Stale, AsOf: noon.Add(-2 * time.Minute)}, "Connection lost – as of 11:58, 2 min ago"},
		{presence.Connection{State: presence.Offline}, "No connection"},
		{presence.Connection{State: presence.SignedOut, AsOf: noon}, "Signed out"},
		{presence.Connection{State: presence.Stale, Err: refused, AsOf: noon}, "No live updates – as of 12:00, just now"},
	} {
		if got := New("en").Connection(c.connection, noon); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestStage_FollowsACallThatWasPlaced(t *testing.T) {
	w := New("en")
	for stage, want := range map[presence.Stage]string{
		presence.YourPhoneRings: "Your phone rings – pick it up",
		presence.PickedUp:       "You picked up – calling Anna",
		presence.TheyRing:       "It rings at Anna",
		presence.Connected:      "Connected",
	} {
		if got := w.Stage(&presence.Call{State: presence.CallRinging, Stage: stage, Name: "Anna"}); got != want {
			t.Errorf("stage %d: got %q, want %q", stage, got, want)
		}
	}
	if got := w.Stage(&presence.Call{State: presence.CallEnded, Stage: presence.Connected}); got != "" {
		t.Errorf("a call that ended is said to be %q", got)
	}
}

func TestOutcome_NamesWhoAnsweredUnlessItWasTheUser(t *testing.T) {
	w := New("en")
	for _, c := range []struct {
		call presence.Call
		want string
	}{
		{presence.Call{State: presence.CallEnded, Outcome: presence.Answered, Role: presence.Callee, AnsweredBy: "Me"}, "Answered"},
		{presence.Call{State: presence.CallEnded, Outcome: presence.Elsewhere, Role: presence.Callee, AnsweredBy: "Anna"}, "Answered by Anna"},
		{presence.Call{State: presence.CallEnded, Outcome: presence.Elsewhere, Role: presence.Callee}, "Answered elsewhere"},
		{
			presence.Call{State: presence.CallEnded, Outcome: presence.Failed, NotStarted: pbxclient.PhoneUnavailable, Name: "Anna"},
			"Your phone cannot be reached, so Anna was not called. Is it switched on and signed in?",
		},
		{presence.Call{State: presence.CallRinging}, ""},
	} {
		if got := w.Outcome(&c.call); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestStep_ShowsWhatBecameOfTheNumber(t *testing.T) {
	decision, err := dialplan.Rules{Region: "NL"}.Decide("020 1234567")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := New("en").Step(decision.Steps[0]), "Spaces and dashes removed · 020 1234567 → 0201234567"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	last := decision.Steps[len(decision.Steps)-1]
	if got, want := New("nl").Step(last), "Een geldig nummer (Nederland)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestClock_ReadsLikeATelephonesDisplay(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0:00", 7900 * time.Millisecond: "0:07", 12*time.Minute + 40*time.Second: "12:40",
		time.Hour + 2*time.Minute + 3*time.Second: "1:02:03",
	} {
		if got := Clock(d); got != want {
			t.Errorf("Clock(%s) = %q, want %q", d, got, want)
		}
	}
}

func TestAge_UsesTheLargestUnitThatFits(t *testing.T) {
	w := New("en")
	for d, want := range map[time.Duration]string{
		59 * time.Second: "just now", time.Minute: "1 min ago", time.Hour: "1 hour ago", 5 * time.Hour: "5 hours ago", 49 * time.Hour: "2 days ago",
	} {
		if got := w.Age(d); got != want {
			t.Errorf("Age(%s) = %q, want %q", d, got, want)
		}
	}
}

func TestPlain_LeavesNothingThatATerminalOrANotificationObeys(t *testing.T) {
	for text, want := range map[string]string{
		" a\t\nb ": "a b", "x\x1b]0;t\x07y": "x ]0;t y", "a\u202eb": "a b", "\u009b31m": "31m", "Ané\xff": "Ané\uFFFD", "": "",
	} {
		if got := Plain(text, 0); got != want {
			t.Errorf("Plain(%q) = %q, want %q", text, got, want)
		}
	}
	if got := Plain("ééééé", 4); got != "ééé…" {
		t.Errorf("got %q", got)
	}
}

func TestRegion_NamesACountry(t *testing.T) {
	if got := New("nl").Region("DE"); got != "Duitsland" {
		t.Errorf("got %q", got)
	}
	if got := New("nl").Region("not one"); got != "not one" {
		t.Errorf("got %q", got)
	}
}
