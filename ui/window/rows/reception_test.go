package rows

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/presence/journal"
)

func TestReception_CallsThatWaitStandAboveTheOthersNewestFirst(t *testing.T) {
	s := &presence.Snapshot{Calls: []*presence.Call{
		{Key: 1, State: presence.CallActive},
		{Key: 2, State: presence.CallRinging},
		{Key: 3, State: presence.CallEnded},
		{Key: 4, State: presence.CallActive},
		{Key: 5, State: presence.CallIncoming},
		{Key: 6, State: presence.CallRinging, Direction: presence.Outbound},
	}}
	var keys []string
	for _, c := range HouseCalls(s) {
		keys = append(keys, HouseKey(c))
	}
	if diff := cmp.Diff([]string{"5", "2", "6", "4", "1"}, keys); diff != "" {
		t.Error(diff)
	}
}

func TestReception_SaysOfACallWhoCallsAndWhom(t *testing.T) {
	now := time.Date(2026, 11, 26, 14, 0, 0, 0, time.Local)
	for name, c := range map[string]struct {
		call presence.Call
		want Tile
	}{
		"rings": {
			presence.Call{Key: 7, State: presence.CallRinging, Name: "Bakery", Number: "1", Called: "202", Began: now.Add(-9 * time.Second)},
			Tile{Name: "Bakery", Number: "0:09", Word: "Ringing", Call: "For Anna (202)", Rings: true},
		},
		"answered": {
			presence.Call{Key: 7, State: presence.CallActive, Name: "Bakery", AnsweredBy: "Anna", Began: now.Add(-time.Hour), AnsweredAt: now.Add(-time.Minute)},
			Tile{Name: "Bakery", Number: "1:00", Word: "Connected", Call: "With Anna"},
		},
		"goes out": {
			presence.Call{Key: 7, State: presence.CallRinging, Direction: presence.Outbound, PartyUUID: "Anna", Called: "+31201234567"},
			Tile{Name: "Anna", Word: "Ringing", Call: "Calls 020 123 4567"},
		},
		"could not be sent on": {
			presence.Call{Key: 7, State: presence.CallActive, Name: "Bakery", TransferFailed: true, TransferTo: "299"},
			Tile{Name: "Bakery", Word: "Connected", Call: "Transfer to 299 failed", Failed: true},
		},
		"nothing is known of": {
			presence.Call{Key: 7, State: presence.CallRinging}, Tile{Name: "Unknown number", Word: "Ringing", Call: "For –", Rings: true},
		},
	} {
		p, _ := panelOf(nil, named("Ik", "200", ""), named("Anna", "202", ""))
		e := panelEyes()
		e.Now = now
		got := p.HouseCall(&c.call, e)
		c.want.UUID, c.want.Current, c.want.Marks = "7", true, got.Marks
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestReception_WhomACallMayBeForStandsOnTop(t *testing.T) {
	bakery := &addressbook.Entry{ID: "e1", Given: "Jan", Family: "Bakker", Numbers: []addressbook.Number{{Value: "020 123 4567", Key: "+31201234567"}}}
	book := NewBookIndex(addressbook.NewBook("s", 1, "NL", nil, []*addressbook.Entry{bakery}), nil)
	s, x := office(named("Ik", "200", ""), named("Anna", "202", ""), named("Hannah", "203", ""), at(named("Wim", "204", ""), idle, "w"))
	earlier := []journal.Call{{AnsweredBy: "Hannah"}, {AnsweredBy: "Hannah"}, {AnsweredBy: "Ik", Talked: true}, {AnsweredBy: "Somebody gone"}}
	call := &presence.Call{State: presence.CallRinging, Number: "0201234567", Normalized: "+31201234567", Called: "202", Phones: []string{"w"}}
	matching := x.For(call, s, book, earlier)
	var got []string
	for _, p := range x.Reception(s, "", book, matching) {
		switch {
		case p.ID() == "":
			got = append(got, "["+HouseKey(&presence.Call{Key: uint64(p.Count)})+"]")
		default:
			got = append(got, p.ID())
		}
	}
	if diff := cmp.Diff([]string{"[4]", "Anna", "Wim", "e1", "Hannah"}, got); diff != "" {
		t.Error(diff)
	}
	if got := x.For(&presence.Call{State: presence.CallActive, Phones: []string{"w"}}, s, nil, nil); len(got) != 0 {
		t.Errorf("a call that was answered, from nobody known, may be for %v", got)
	}
	if got := x.For(&presence.Call{PartyUUID: "Wim"}, s, nil, nil); len(got) != 1 || got[0].ID() != "Wim" {
		t.Errorf("a colleague who calls: %v", got)
	}
}

func TestReception_FindsColleaguesAndOwnContacts(t *testing.T) {
	own := &addressbook.Entry{ID: "e1", Given: "Annelies", Numbers: []addressbook.Number{{Value: "1", Key: "1"}}}
	book := NewBookIndex(addressbook.NewBook("s", 1, "NL", nil, []*addressbook.Entry{own}), nil)
	s, x := office(named("Ik", "200", ""), named("Anna", "202", ""), named("Wim", "204", ""))
	var got []string
	for _, p := range x.Reception(s, "ann", book, nil) {
		got = append(got, p.ID())
	}
	if diff := cmp.Diff([]string{"Anna", "e1"}, got); diff != "" {
		t.Error(diff)
	}
	if got := x.Reception(s, "ann", nil, nil); len(got) != 1 {
		t.Errorf("without a book: %v", got)
	}
}
