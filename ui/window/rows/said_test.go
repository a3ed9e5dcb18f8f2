package rows

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

var english = lang.New("en")

func TestOfContact_SaysExtensionDoNotDisturbAndForwardingInWords(t *testing.T) {
	c := named("Bart de Vries", "204", presence.OnCall)
	c.DND, c.CallForward = pbxclient.Some(true), pbxclient.Some("+31612345678")
	got := OfContact(c, Eyes{Words: english, Region: "NL", Current: true})
	if want := "204  ·  do not disturb  ·  forwarded to 06 12345678"; got.Detail != want {
		t.Errorf("detail %q, want %q", got.Detail, want)
	}
	if got.Initials != "BV" || got.Word != english.Presence(presence.OnCall) || !got.Callable || !got.Current {
		t.Errorf("got %+v", got)
	}
	if OfContact(named("x", "", presence.Available), Eyes{Words: english}).Callable {
		t.Error("somebody without a known number must not look callable")
	}
}

func TestInitials_AreTheFirstAndLastWordThatBeginWithALetter(t *testing.T) {
	for name, want := range map[string]string{
		"Anna": "A", "Kees-Jan van 't Hof": "KH", "đorđe peeters": "ĐP", "(support)": "?", "": "?", "李 小龙": "李小",
	} {
		if got := Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestCalls_ShowOwnCallsThroughTheirStagesAndLetThemGo(t *testing.T) {
	began := time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC)
	answered := began.Add(5 * time.Second)
	call := presence.Call{Key: 7, UniqueID: "id", Role: presence.Caller, Number: "203", PartyUUID: "Anna", State: presence.CallActive, Began: began}
	s, _ := office(named("Me", "200", presence.Available), named("Anna", "203", presence.Available))
	at := func(now time.Time, change func(*presence.Call)) []Call {
		c := call
		change(&c)
		s.Calls = []*presence.Call{{Key: 1, Number: "9"}, &c} // the first is somebody else's
		return Calls(s, Eyes{Words: english, Region: "NL", Now: now, Current: true}, nil)
	}
	for _, test := range []struct {
		what   string
		after  time.Duration
		change func(*presence.Call)
		want   []Call
	}{
		{"ringing here", 0, func(c *presence.Call) { c.Stage = presence.YourPhoneRings }, []Call{{Lights: 1}}},
		{"picked up", 0, func(c *presence.Call) { c.Stage = presence.PickedUp }, []Call{{Lights: 1}}},
		{"ringing there", 0, func(c *presence.Call) { c.Stage = presence.TheyRing }, []Call{{Lights: 2}}},
		{"talking", 12 * time.Second, func(c *presence.Call) { c.Stage, c.AnsweredAt = presence.Connected, answered }, []Call{{Lights: 3, Timer: "0:07"}}},
		{"just over", 13 * time.Second, func(c *presence.Call) {
			c.Stage, c.AnsweredAt, c.State, c.Outcome, c.EndedAt = presence.Connected, answered, presence.CallEnded, presence.Answered, began.Add(12*time.Second)
		}, []Call{{Lights: 3, Timer: "0:07", Ended: true}}},
		{"over", 16 * time.Second, func(c *presence.Call) {
			c.AnsweredAt, c.State, c.Outcome, c.EndedAt = answered, presence.CallEnded, presence.Answered, began.Add(12*time.Second)
		}, nil},
		{"busy stays to be read", 29 * time.Second, func(c *presence.Call) {
			c.State, c.Outcome, c.NotStarted, c.EndedAt = presence.CallEnded, presence.Busy, pbxclient.Busy, began
		}, []Call{{Ended: true, Failed: true}}},
		{"busy, read", 30 * time.Second, func(c *presence.Call) {
			c.State, c.Outcome, c.NotStarted, c.EndedAt = presence.CallEnded, presence.Busy, pbxclient.Busy, began
		}, nil},
	} {
		got := at(began.Add(test.after), test.change)
		for i := range got {
			if got[i].Title != "Anna" || got[i].Detail != "203" || got[i].Stage == "" || got[i].UniqueID != "id" {
				t.Errorf("%s: %+v", test.what, got[i])
			}
			got[i] = Call{Lights: got[i].Lights, Timer: got[i].Timer, Ended: got[i].Ended, Failed: got[i].Failed}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.what, diff)
		}
	}
	if got := Calls(s, Eyes{Words: english, Now: began}, map[uint64]bool{7: true}); len(got) != 0 {
		t.Errorf("a card that was closed came back: %+v", got)
	}
}

func TestHangUpFirst_TakesTheNewestThatRuns(t *testing.T) {
	got, ok := HangUpFirst([]Call{{Key: 1}, {Key: 2}, {Key: 3, Ended: true}})
	if !ok || got.Key != 2 {
		t.Errorf("got %+v %v", got, ok)
	}
	if _, ok := HangUpFirst([]Call{{Ended: true}}); ok {
		t.Error("there is nothing to hang up")
	}
}

func TestPreviewOf_SaysWhatIsSentAndWhyOrWhyNot(t *testing.T) {
	rules := dialplan.Rules{Region: "NL", Known: func(n string) bool { return n == "203" }}
	for typed, want := range map[string]struct{ sent, line string }{
		"":            {"", ""},
		"020 1234567": {"+31201234567", "+31 20 123 4567"},
		"203":         {"203", "203"},
		"hello":       {"", english.Error(&dialplan.RefusedError{Reason: dialplan.NoDigits, Input: "hello"})},
	} {
		p := PreviewOf(typed, rules, english)
		if p.Sent != want.sent || !strings.Contains(p.Line, want.line) || (typed == "") != (p.Line == "") {
			t.Errorf("%q: %+v", typed, p)
		}
		if p.Sent != "" && len(p.Why) == 0 {
			t.Errorf("%q: no reason given", typed)
		}
	}
}

func TestOfOwn_ShowsWhatThePBXSaidAndNothingItDidNot(t *testing.T) {
	me := named("Me", "200", presence.Available)
	me.DND = pbxclient.Some(true)
	me.CallForward = pbxclient.Some("+31201234567")
	s, _ := office(me)
	s.SetMailboxes(presence.NewMailboxes(
		&presence.Mailbox{Own: true, Mailbox: pbxclient.Mailbox{UUID: "own", New: pbxclient.Some(2), Old: pbxclient.Some(3), Urgent: pbxclient.Some(1)}},
		&presence.Mailbox{Mailbox: pbxclient.Mailbox{UUID: "other", New: pbxclient.Some(9)}},
	))
	own := OfOwn(s, english)
	if own.DND != (Toggle{On: true, Known: true}) || own.CW.Known || own.Forwarded != "020 123 4567" || own.Voicemail != 2 {
		t.Errorf("got %+v", own)
	}
	s.Me = ""
	if OfOwn(s, english).Known {
		t.Error("nobody is known to be signed in")
	}
}
