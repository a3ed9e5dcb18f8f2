package rows

import (
	"strings"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
)

func TestCalls_SayPlainlyWhatHappensAndWhatCanBeDone(t *testing.T) {
	me, anna := named("Me", "200", presence.Available), named("Anna", "203", presence.OnCall)
	s, _ := office(me, anna)
	for _, test := range []struct {
		what                 string
		call                 presence.Call
		title, detail, stage string
		rings                bool
	}{
		{"somebody calls", presence.Call{Role: presence.Callee, State: presence.CallRinging, Name: "Bo", Number: "0201234567", Called: "200"}, "Bo", "020 123 4567", "Pick up your phone", true},
		{"somebody calls a queue", presence.Call{Role: presence.Callee, State: presence.CallRinging, Number: "0201234567", Called: "800"}, "020 123 4567", "for 800", "Pick up your phone", true},
		{"somebody calls for Anna", presence.Call{Role: presence.Callee, State: presence.CallRinging, Name: "Bo", Number: "0201234567", Called: "203"}, "Bo", "020 123 4567  ·  for Anna (203)", "Pick up your phone", true},
		{"the own phone rings", presence.Call{Role: presence.Caller, State: presence.CallRinging, Stage: presence.YourPhoneRings, Number: "203", PartyUUID: anna.UUID, Called: "203"}, "Anna", "203", "pick it up", false},
		{"transferred", presence.Call{Role: presence.Caller, State: presence.CallActive, Number: "203", PartyUUID: anna.UUID, Transferred: 1, AnsweredBy: "Carl"}, "Anna", "203", "Transferred to Carl", false},
		{"on the way to somebody else", presence.Call{Role: presence.Caller, State: presence.CallRinging, Number: "203", PartyUUID: anna.UUID, Transferred: 1}, "Anna", "203", "Transferred", false},
		{"the transfer failed", presence.Call{Role: presence.Callee, State: presence.CallActive, Number: "203", PartyUUID: anna.UUID, TransferFailed: true}, "Anna", "203", "still connected", false},
		{"not started", presence.Call{Role: presence.Caller, State: presence.CallEnded, Number: "203", PartyUUID: anna.UUID, NotStarted: pbxclient.Busy, Outcome: presence.Failed, EndedAt: tuesday}, "Anna", "203", "Anna was not called", false},
	} {
		s.Calls = []*presence.Call{&test.call}
		cards := Calls(s, looking, nil)
		if len(cards) != 1 {
			t.Fatalf("%s: %d cards", test.what, len(cards))
		}
		c := cards[0]
		if c.Title != test.title || c.Detail != test.detail || !strings.Contains(c.Stage, test.stage) || c.Rings != test.rings || c.Short == "" {
			t.Errorf("%s: %+v", test.what, c)
		}
		if (c.Title == "Anna") != (c.Word == "On a call") {
			t.Errorf("%s: the other side is %q", test.what, c.Word)
		}
	}
}

func TestCalls_ToTheOutsideCountFromTheOwnPhoneAndEndWithoutAFailure(t *testing.T) {
	s, _ := office(named("Me", "200", presence.Available))
	call := presence.Call{
		Role: presence.Caller, State: presence.CallRinging, Direction: presence.Outbound, Stage: presence.PickedUp, Number: "0201234567",
		PickedUpAt: tuesday.Add(-time.Minute),
	}
	s.Calls = []*presence.Call{&call}
	if c := Calls(s, looking, nil)[0]; c.Timer != "1:00" || c.Talking || c.Lights != 0 || !strings.Contains(c.Stage, "does not tell") {
		t.Errorf("it goes on: %+v", c)
	}
	call.State, call.Outcome, call.EndedAt = presence.CallEnded, presence.Untold, tuesday
	if c := Calls(s, looking, nil)[0]; c.Failed || c.Stage != "Ended" || c.Timer != "1:00" {
		t.Errorf("it ended: %+v", c)
	}
}

func TestCalls_NameAnOwnContact(t *testing.T) {
	s, _ := office(named("Me", "200", presence.Available))
	s.Calls = []*presence.Call{{Role: presence.Callee, State: presence.CallRinging, Number: "0201234567", Normalized: "+31201234567", Began: time.Now()}}
	e := looking
	e.Names = func(number string) string { return map[string]string{"+31201234567": "Bakery"}[number] }
	if c := Calls(s, e, nil)[0]; c.Title != "Bakery" || c.Detail != "020 123 4567" {
		t.Errorf("got %+v", c)
	}
}

func TestMailboxes_SayWhatWaitsInWords(t *testing.T) {
	box := func(number string, fresh, old, urgent pbxclient.Opt[int]) *presence.Mailbox {
		return &presence.Mailbox{Own: true, Mailbox: pbxclient.Mailbox{UUID: number, Number: number, New: fresh, Old: old, Urgent: urgent}}
	}
	some, none := pbxclient.Some[int], pbxclient.Opt[int]{}
	for _, test := range []struct {
		box             *presence.Mailbox
		name, new, rest string
		waits, urgent   bool
	}{
		{box("201", some(2), some(3), some(1)), "Mailbox 201", "2 new messages", "1 urgent  ·  3 old", true, true},
		{box("201", some(1), some(0), some(0)), "Mailbox 201", "1 new message", "", true, false},
		{box("201", some(0), some(3), none), "Mailbox 201", "No new messages", "3 old", false, false},
		{box("201", some(0), none, some(2)), "Mailbox 201", "2 new messages", "2 urgent", true, true},
		{box("", none, none, none), "Mailbox", english.Say("mailbox_uncounted"), "", false, false},
	} {
		s := &presence.Snapshot{}
		s.SetMailboxes(presence.NewMailboxes(test.box))
		got := Mailboxes(s, english)[0]
		if got.Name != test.name || got.New != test.new || got.Rest != test.rest || got.Waits != test.waits || got.Urgent != test.urgent {
			t.Errorf("%+v", got)
		}
	}
	s := &presence.Snapshot{}
	s.SetMailboxes(presence.NewMailboxes(box("300", none, none, none), box("20", none, none, none)))
	if got := Mailboxes(s, english); len(got) != 2 || got[0].UUID != "20" {
		t.Errorf("in the order %+v", got)
	}
}
