package rows

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/presence/journal"
)

var (
	tuesday = time.Date(2026, 5, 5, 14, 0, 0, 0, time.Local)
	looking = Eyes{Words: english, Region: "NL", Current: true, Now: tuesday}
)

func colleagues() *presence.Roster {
	anna := named("Anna Wójcik", "203", presence.Available)
	anna.UUID = "anna"
	return presence.NewRoster([]*presence.Contact{anna}, 1)
}

func TestOfPast_SaysInWordsHowACallWent(t *testing.T) {
	at := func(seconds int) time.Time { return tuesday.Add(time.Duration(seconds-600) * time.Second) }
	for _, c := range []struct {
		what string
		call journal.Call
		kind PastKind
		how  string
	}{
		{"talked in", journal.Call{Talked: true, Outcome: "answered", Answered: at(0), Ended: at(240)}, PastIn, "Incoming · 4 min"},
		{"talked out", journal.Call{Placed: true, Talked: true, Outcome: "answered", Answered: at(0), Ended: at(40), Name: "Bo", AnsweredBy: "Bo"}, PastOut, "Outgoing · 40 s"},
		{"somebody of a group answered", journal.Call{Placed: true, Outcome: "answered", Answered: at(0), Ended: at(40), AnsweredBy: "Hanna"}, PastOut, "Outgoing · 40 s · answered by Hanna"},
		{"busy", journal.Call{Placed: true, Outcome: "busy"}, PastOut, "Outgoing · busy"},
		{"not answered", journal.Call{Placed: true, Outcome: "no_answer"}, PastOut, "Outgoing · no answer"},
		{"to the outside", journal.Call{Placed: true, Outcome: journal.Untold, Began: at(0), Ended: at(600)}, PastOut, "Outgoing · ended after 10 min"},
		{"failed", journal.Call{Placed: true, Outcome: "failed"}, PastOut, "Outgoing · failed"},
		{"missed", journal.Call{Outcome: "missed"}, PastMissed, "Missed"},
		{"declined", journal.Call{Outcome: "missed", Declined: true}, PastMissed, "Declined"},
		{"a colleague was quicker", journal.Call{Outcome: "elsewhere", AnsweredBy: "Hanna"}, PastElsewhere, "Answered by Hanna"},
		{"a colleague talked", journal.Call{Outcome: "answered", AnsweredBy: "Hanna"}, PastElsewhere, "Answered by Hanna"},
		{"goes on", journal.Call{Talked: true, Answered: at(0)}, PastIn, "Incoming · still going on"},
		{"Ringside was away", journal.Call{Placed: true, Outcome: journal.Away}, PastOut, "Outgoing · its end was not seen"},
		{"lost", journal.Call{Talked: true, Answered: at(0), Outcome: "expired"}, PastIn, "Incoming · its end was not seen"},
	} {
		got := OfPast(&c.call, nil, looking)
		if got.Kind != c.kind || got.How != c.how {
			t.Errorf("%s: %d %q, want %d %q", c.what, got.Kind, got.How, c.kind, c.how)
		}
	}
}

func TestOfPast_NamesTheOtherSideByTheBestThatIsKnown(t *testing.T) {
	own := func(number string) string {
		if number == "+31201234567" {
			return "Bakery"
		}
		return ""
	}
	for _, c := range []struct {
		what              string
		call              journal.Call
		who, number, dial string
	}{
		{"a colleague", journal.Call{PartyUUID: "anna", Name: "A. W.", Number: "203"}, "Anna Wójcik", "203", "203"},
		{"a colleague from outside", journal.Call{PartyUUID: "anna", Number: "0612345678"}, "Anna Wójcik", "06 12345678", "203"},
		{"an own contact", journal.Call{Name: "SHOP 12", Number: "0201234567", Normalized: "+31201234567"}, "Bakery", "020 123 4567", "+31201234567"},
		{"what the PBX said", journal.Call{Name: "SHOP 12", Number: "0201112233", Normalized: "+31201112233"}, "SHOP 12", "020 111 2233", "+31201112233"},
		{"a number alone", journal.Call{Number: "0201112233"}, "020 111 2233", "", "0201112233"},
		{"a name that is the number", journal.Call{Name: "0201112233", Number: "0201112233"}, "020 111 2233", "", "0201112233"},
		{"a name that plays tricks", journal.Call{Name: "Bo\n\u202egnp.exe", Number: "203"}, "Bo gnp.exe", "203", "203"},
		{"nobody knows", journal.Call{}, "Unknown number", "", ""},
	} {
		e := looking
		e.Names = own
		got := OfPast(&c.call, colleagues(), e)
		if got.Who != c.who || got.Number != c.number || got.Dial != c.dial {
			t.Errorf("%s: %q %q %q, want %q %q %q", c.what, got.Who, got.Number, got.Dial, c.who, c.number, c.dial)
		}
	}
}

func TestOfCallDetail_SaysEverythingThatIsKnownInWords(t *testing.T) {
	began := tuesday.Add(-time.Hour)
	got := OfCallDetail(&journal.Call{
		Key: "k", Began: began, Answered: began.Add(9 * time.Second), Ended: began.Add(69 * time.Second), Talked: true, Direction: "in",
		Number: "0201112233", Normalized: "+31201112233", Name: "Bo", Called: "203", AnsweredBy: "Me", Transfers: 2, Outcome: "answered", Note: "One\nTwo",
	}, colleagues(), looking)
	want := []Fact{
		{"When", "Today, 13:00"},
		{"Rang for", "9 s"},
		{"Talked for", "1:00"},
		{"Called number", "Anna Wójcik (203)"},
		{"Answered by", "Me"},
		{"Transferred", "2 times"},
		{"Kind of call", "From outside"},
	}
	if diff := cmp.Diff(want, got.Facts); diff != "" {
		t.Error(diff)
	}
	if got.FullNote != "One\nTwo" || got.Note != "One" || got.Initials != "B" || !cmp.Equal(got.Numbers, []Number{{"Number", "020 111 2233", "+31201112233"}}) {
		t.Errorf("got %+v", got)
	}
	missed := OfCallDetail(&journal.Call{Began: began, Ended: began.Add(25 * time.Second), Outcome: "missed"}, nil, looking)
	if diff := cmp.Diff([]Fact{{"When", "Today, 13:00"}, {"Rang for", "25 s"}}, missed.Facts); diff != "" || len(missed.Numbers) != 0 || missed.Initials != "" {
		t.Errorf("of a missed call: %+v %s", missed, diff)
	}
}

func TestPastCalls_SayWhenAndHowAndNotWithWhom(t *testing.T) {
	got := PastCalls([]journal.Call{{Key: "k", Began: tuesday.AddDate(0, 0, -1), Outcome: "missed", Note: "Later\nmore", Number: "203"}}, looking)
	if len(got) != 1 || got[0].When != "yesterday 14:00" || got[0].How != "Missed" || got[0].Note != "Later" {
		t.Errorf("got %+v", got)
	}
}
