package rows

import (
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
)

func TestTile_SaysAllThatAStatusSays(t *testing.T) {
	for _, c := range []struct {
		code pbxclient.Opt[int]
		word string
		mark presence.Presence
		next presence.Presence
	}{
		{pbxclient.Some(0), "Available", presence.Available, ""},
		{pbxclient.Some(1), "On a call", presence.OnCall, ""},
		{pbxclient.Some(9), "Ringing · On a call", presence.Ringing, presence.OnCall},
		{pbxclient.Some(3), "On a call · Busy", presence.OnCall, ""},
		{pbxclient.Some(17), "On a call · On hold", presence.OnCall, presence.OnHold},
		{pbxclient.Some(4), "Unreachable", presence.Unavailable, ""},
		{pbxclient.Some(-1), "Not found", presence.Unavailable, ""},
		{pbxclient.Some(-2), "No status", presence.Unknown, ""},
		{pbxclient.Some(-7), "–", presence.Unknown, ""},
		{pbxclient.Some(64), "–", presence.Unknown, ""},
		{pbxclient.Opt[int]{}, "–", presence.Unknown, ""},
	} {
		p, _ := panelOf([]pbxclient.Phone{phone("a", "Desk phone")}, named("Ik", "200", presence.Available), at(named("Anna", "202", ""), c.code, "a"))
		got := p.Tile("a", "", panelEyes())
		if got.Word != c.word || got.Marks != [2]presence.Presence{c.mark, c.next} {
			t.Errorf("%v: says %q with %q", c.code, got.Word, got.Marks)
		}
		if got.Name != "Anna" || got.Number != "202" || got.Detail != "Desk phone" {
			t.Errorf("%v: %+v", c.code, got)
		}
	}
}

func TestTile_OddPhonesAreShownAllTheSame(t *testing.T) {
	p, s := panelOf([]pbxclient.Phone{{UUID: "bare"}, {UUID: "door", PhoneUsername: "250"}}, named("Ik", "200", presence.Available))
	next := *s
	next.Spare = []presence.ContactPhone{{UUID: "door", StatusCode: pbxclient.Some(8)}}
	p.Set(&next, p.index)
	for uuid, want := range map[string]Tile{
		"bare": {UUID: "bare", Name: "–", Word: "–", Marks: [2]presence.Presence{presence.Unknown}, Current: true},
		"door": {UUID: "door", Name: "250", Number: "250", Word: "Ringing", Marks: [2]presence.Presence{presence.Ringing}, Current: true},
		"gone": {UUID: "gone", Name: "–", Word: "–"},
	} {
		if got := p.Tile(uuid, "", panelEyes()); got != want {
			t.Errorf("%s: %+v", uuid, got)
		}
	}
	if user, number := p.Reaches("bare"); user != nil || number != "" {
		t.Errorf("calls %v at %q", user, number)
	}
}

func TestTile_SaysSinceWhen(t *testing.T) {
	now := time.Date(2026, 11, 26, 14, 30, 0, 0, time.Local)
	for _, c := range []struct {
		code  int
		state presence.Presence
		exact bool
		want  string
	}{
		{1, presence.OnCall, true, "On a call  25:00"},
		{1, presence.OnCall, false, "On a call  25 min"},
		{0, presence.Available, true, "Available since 14:05"},
		{0, presence.OnCall, true, "Available"}, // another phone of theirs is in use
	} {
		anna := at(named("Anna", "202", c.state), pbxclient.Some(c.code), "a")
		anna.Since = now.Add(-25 * time.Minute)
		p, _ := panelOf([]pbxclient.Phone{phone("a", "")}, named("Ik", "200", presence.Available), anna)
		e := panelEyes()
		e.Now, e.Exact = now, c.exact
		if got := p.Tile("a", "", e).Word; got != c.want {
			t.Errorf("%d, %s: %q, want %q", c.code, c.state, got, c.want)
		}
	}
}

func TestTile_NamesTheOtherSideOfACall(t *testing.T) {
	bakery := presence.Call{State: presence.CallRinging, Direction: presence.Inbound, Number: "0201234567", Normalized: "+31201234567", Name: "Bakery", Phones: []string{"a"}}
	inside := presence.Call{State: presence.CallRinging, Direction: presence.Internal, Number: "203", PartyUUID: "Hannah", Called: "202", CallerPhone: "h", Phones: []string{"a"}}
	mine := presence.Call{Role: presence.Caller, State: presence.CallActive, Number: "202", PartyUUID: "Anna", Name: "Anna", CallerPhone: "me", Phones: []string{"a"}}
	with := func(c presence.Call, change func(*presence.Call)) presence.Call { change(&c); return c }
	for name, c := range map[string]struct {
		call           presence.Call
		anna, hannah   string
		own            string
		rings, failure bool
	}{
		"from outside":       {call: bakery, anna: "Bakery calls", rings: true},
		"without a name":     {call: with(bakery, func(c *presence.Call) { c.Name = "" }), anna: "020 123 4567 calls", rings: true},
		"by nobody known":    {call: presence.Call{State: presence.CallRinging, Phones: []string{"a"}}, anna: "Unknown number calls", rings: true},
		"answered":           {call: with(bakery, func(c *presence.Call) { c.State = presence.CallActive }), anna: "With Bakery"},
		"over":               {call: with(bakery, func(c *presence.Call) { c.State = presence.CallEnded })},
		"by a colleague":     {call: inside, anna: "Hannah calls", hannah: "Calls Anna", rings: true},
		"with a colleague":   {call: with(inside, func(c *presence.Call) { c.State = presence.CallActive }), anna: "With Hannah", hannah: "With Anna"},
		"placed by the user": {call: mine, anna: "With Ik", own: "With Anna"},
		"to outside": {
			call:   presence.Call{State: presence.CallActive, Direction: presence.Outbound, PartyUUID: "Hannah", CallerPhone: "h", Called: "+31201234567"},
			hannah: "With 020 123 4567",
		},
		"sent on to Anna": {
			call: with(bakery, func(c *presence.Call) { c.Transferred, c.TransferTo = 1, "202" }),
			anna: "Bakery calls · transferred", rings: true,
		},
		"Hannah is sent on to Anna": {
			call: with(inside, func(c *presence.Call) { c.State, c.Transferred, c.TransferTo = presence.CallActive, 1, "202" }),
			anna: "With Hannah · transferred", hannah: "Transferred to Anna (202)",
		},
		"not sent on": {
			call: with(bakery, func(c *presence.Call) { c.State, c.TransferFailed, c.TransferTo = presence.CallActive, true, "299" }),
			anna: "Transfer to 299 failed", failure: true,
		},
		"not sent on to nobody known": {
			call: with(bakery, func(c *presence.Call) { c.State, c.TransferFailed = presence.CallActive, true }),
			anna: "Transfer failed", failure: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, s := panelOf([]pbxclient.Phone{phone("a", ""), phone("h", ""), phone("me", "")}, at(named("Ik", "200", ""), idle, "me"),
				at(named("Anna", "202", ""), idle, "a"), at(named("Hannah", "203", ""), idle, "h"))
			next := *s
			next.Calls = []*presence.Call{&c.call}
			p.Set(&next, p.index)
			anna := p.Tile("a", "", panelEyes())
			if anna.Call != c.anna || anna.Rings != c.rings || anna.Failed != c.failure {
				t.Errorf("Anna's phone: %q, rings %v, failed %v", anna.Call, anna.Rings, anna.Failed)
			}
			if got := p.Tile("h", "", panelEyes()).Call; got != c.hannah {
				t.Errorf("Hannah's phone: %q", got)
			}
			if got := p.Tile("me", "", panelEyes()).Call; got != c.own {
				t.Errorf("the own phone: %q", got)
			}
		})
	}
}

func TestTile_ACallThatRingsIsMoreThanOneThatGoesOn(t *testing.T) {
	p, s := panelOf([]pbxclient.Phone{phone("a", "")}, named("Ik", "200", ""), at(named("Anna", "202", ""), pbxclient.Some(9), "a"))
	next := *s
	next.Calls = []*presence.Call{
		{State: presence.CallRinging, Name: "Bakery", Number: "1", Phones: []string{"a"}},
		{State: presence.CallActive, Name: "Smith", Number: "2", Phones: []string{"a"}},
	}
	p.Set(&next, p.index)
	if got := p.Tile("a", "", panelEyes()).Call; got != "Bakery calls" {
		t.Errorf("says %q", got)
	}
}

func TestTile_TheOwnContactsNameWhoCalls(t *testing.T) {
	p, s := panelOf([]pbxclient.Phone{phone("a", "")}, named("Ik", "200", ""), at(named("Anna", "202", ""), pbxclient.Some(8), "a"))
	next := *s
	next.Calls = []*presence.Call{{State: presence.CallRinging, Name: "JANSEN BV", Number: "0201234567", Phones: []string{"a"}}}
	p.Set(&next, p.index)
	e := panelEyes()
	e.Names = func(string) string { return "Bakery Jansen" }
	if got := p.Tile("a", "", e).Call; got != "Bakery Jansen calls" {
		t.Errorf("says %q", got)
	}
}
