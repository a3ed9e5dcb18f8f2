package rows

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/presence/journal"
)

// pastCall is one of so many hours ago.
func pastCall(key string, hours int, change func(*journal.Call)) journal.Call {
	c := journal.Call{Key: key, ID: key, Began: tuesday.Add(-time.Duration(hours) * time.Hour)}
	if change != nil {
		change(&c)
	}
	return c
}

// entries writes a list as text: headings in brackets, Keys of calls.
func entries(list []HistoryEntry) []string {
	var said []string
	for _, e := range list {
		if e.Call == nil {
			said = append(said, "["+english.Day(e.Day, looking.Now)+"]")
		} else {
			said = append(said, e.Call.Key)
		}
	}
	return said
}

func known(calls ...journal.Call) *History {
	h := &History{}
	h.Know(colleagues(), looking)
	h.TakeNewest(calls, true, looking)
	return h
}

func TestHistory_StandsUnderTheDaysItHappenedOn(t *testing.T) {
	h := known(pastCall("a", 1, nil), pastCall("b", 2, nil), pastCall("c", 15, nil), pastCall("d", 16, nil), pastCall("e", 24*30, nil))
	want := []string{"[Today]", "a", "b", "[Yesterday]", "c", "d", "[5 April]", "e"}
	if diff := cmp.Diff(want, entries(h.Entries(Looked{}, looking.Now))); diff != "" {
		t.Error(diff)
	}
}

func TestHistory_ListsWhatIsLookedFor(t *testing.T) {
	h := known(
		pastCall("missed", 1, func(c *journal.Call) { c.Outcome, c.Name = "missed", "Zoë Groß" }),
		pastCall("in", 2, func(c *journal.Call) { c.Number, c.Normalized = "0612345678", "+31612345678" }),
		pastCall("out", 3, func(c *journal.Call) { c.Placed, c.PartyUUID, c.Number, c.Name = true, "anna", "203", "A." }),
		pastCall("noted", 4, func(c *journal.Call) { c.Note = "Wants the Invoice\nfor 2027" }),
	)
	for _, test := range []struct {
		looked Looked
		want   []string
	}{
		{Looked{Filter: MissedCalls}, []string{"missed"}},
		{Looked{Filter: IncomingCalls}, []string{"missed", "in", "noted"}},
		{Looked{Filter: OutgoingCalls}, []string{"out"}},
		{Looked{Filter: NotedCalls}, []string{"noted"}},
		{Looked{Text: "zoe gross"}, []string{"missed"}},
		{Looked{Text: "wojcik"}, []string{"out"}}, // by the colleague's name, which the call has not
		{Looked{Text: "06 1234"}, []string{"in"}},
		{Looked{Text: "+31 6 1234"}, []string{"in"}},
		{Looked{Text: "203"}, []string{"out"}},
		{Looked{Text: "2027"}, []string{"noted"}},
		{Looked{Text: "invoice"}, []string{"noted"}},
		{Looked{Text: "invoice", Filter: MissedCalls}, nil},
		{Looked{Text: "nothing"}, nil},
	} {
		var got, matched []string
		match := test.looked.Matcher(colleagues(), looking)
		for _, e := range h.Entries(test.looked, looking.Now) {
			if e.Call != nil {
				got = append(got, e.Call.Key)
			}
		}
		for _, k := range h.calls {
			if match(k.call) {
				matched = append(matched, k.call.Key)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%+v: %s", test.looked, diff)
		}
		if diff := cmp.Diff(test.want, matched); diff != "" {
			t.Errorf("%+v is saved as other calls: %s", test.looked, diff)
		}
	}
}

func TestHistory_TakesNewCallsBeforeThoseItKnows(t *testing.T) {
	page := func(from, to int) (calls []journal.Call) {
		for i := from; i < to; i++ {
			calls = append(calls, pastCall(fmt.Sprint("k", i), i, nil))
		}
		return calls
	}
	h := &History{}
	h.TakeNewest(page(10, 20), false, looking)
	h.TakeOlder(page(20, 30), true, looking)
	if !h.Whole || h.Len() != 20 || h.Oldest() != "k29" {
		t.Fatalf("%d calls to %s, whole %v", h.Len(), h.Oldest(), h.Whole)
	}
	h.TakeNewest(page(8, 18), false, looking) // two more, and the rest as before
	if !h.Whole || h.Len() != 22 || h.calls[0].call.Key != "k8" || h.Oldest() != "k29" {
		t.Errorf("%d calls from %s to %s, whole %v", h.Len(), h.calls[0].call.Key, h.Oldest(), h.Whole)
	}
	h.TakeNewest(page(-20, -10), false, looking) // some may be missing between: they are to be read again
	if h.Whole || h.Len() != 10 || h.Oldest() != "k-11" {
		t.Errorf("%d calls to %s, whole %v", h.Len(), h.Oldest(), h.Whole)
	}
}

func TestHistory_FindsByANoteThatWasJustTaken(t *testing.T) {
	h := known(pastCall("a", 1, nil), pastCall("b", 2, nil))
	h.SetNote("b", "Friday", looking)
	if got := entries(h.Entries(Looked{Text: "friday"}, looking.Now)); !cmp.Equal(got, []string{"[Today]", "b"}) || h.Find("b").Note != "Friday" {
		t.Errorf("found %v", got)
	}
}

func TestHistory_FindsByTheNameThatAColleagueHasNow(t *testing.T) {
	h := known(pastCall("a", 1, func(c *journal.Call) { c.PartyUUID = "anna" }))
	renamed := named("Anna Zeven", "203", presence.Available)
	renamed.UUID = "anna"
	h.Know(presence.NewRoster([]*presence.Contact{renamed}, 2), looking)
	if got := h.Entries(Looked{Text: "zeven"}, looking.Now); len(got) != 2 {
		t.Errorf("found %v", entries(got))
	}
}

// BenchmarkHistory is what one key press in the search field costs with as many calls as are kept.
func BenchmarkHistory(b *testing.B) {
	var calls []journal.Call
	for i := range journal.MaxCalls {
		calls = append(calls, pastCall(fmt.Sprint("k", i), i, func(c *journal.Call) {
			c.Name, c.Number = fmt.Sprintf("Persoon %d de Vries", i), fmt.Sprintf("020%07d", i)
		}))
	}
	h := known(calls...)
	for _, text := range []string{"", "vries 99", "1234"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				h.Entries(Looked{Text: text}, looking.Now)
			}
		})
	}
}
