package rows

import (
	"slices"
	"strings"
	"time"

	"ringside/presence"
	"ringside/presence/journal"
)

// Filter chooses among the kept calls.
type Filter uint8

// The filters, in the order in which they are offered.
const (
	AllCalls Filter = iota
	MissedCalls
	IncomingCalls
	OutgoingCalls
	NotedCalls
)

// passes reports whether a call is one of those chosen.
func (f Filter) passes(c *journal.Call) bool {
	switch f {
	case MissedCalls:
		return c.Outcome == string(presence.Missed)
	case IncomingCalls:
		return !c.Placed
	case OutgoingCalls:
		return c.Placed
	case NotedCalls:
		return c.Note != ""
	}
	return true
}

// Looked is what a person looks for among the kept calls.
type Looked struct {
	Filter Filter
	Text   string // as typed into the search field: of a name, a number or a note
}

// Any reports whether every call is looked for.
func (l Looked) Any() bool { return l.Filter == AllCalls && strings.TrimSpace(l.Text) == "" }

// Matcher tells which calls are looked for. It may be called on any goroutine.
func (l Looked) Matcher(people *presence.Roster, e Eyes) func(*journal.Call) bool {
	q := newQuery(l.Text)
	return func(c *journal.Call) bool {
		return l.Filter.passes(c) && (len(q.words) == 0 || q.finds(wordsOf(c, people, e)))
	}
}

// spelt is what a call can be found by: text, folded, and digits.
type spelt struct{ text, numbers string }

func wordsOf(c *journal.Call, people *presence.Roster, e Eyes) spelt {
	number, _ := digits(c.Number)
	normalized, _ := digits(c.Normalized)
	return spelt{fold(e.name(c, people) + "\n" + c.Name + "\n" + c.Note), number + "\n" + normalized}
}

// finds reports whether a call is found by what was typed: by its digits if it is a number, and by all its words.
func (q query) finds(s spelt) bool {
	if q.exact != "" && (strings.Contains(s.numbers, q.exact) || q.number != "" && strings.Contains(s.numbers, q.number)) {
		return true
	}
	for _, word := range q.words {
		if !strings.Contains(s.text, word) {
			return false
		}
	}
	return true
}

// HistoryEntry is the heading of a day, where Call is nil, or a call below it.
type HistoryEntry struct {
	Day  time.Time // when the day began; what it is called takes longer to find than all calls of it
	Call *journal.Call
}

// History is what has been read of the kept calls, newest first. Its zero value has read nothing.
type History struct {
	calls  []keptCall
	people *presence.Roster // whom they were found by
	// Whole is whether there are no older ones.
	Whole bool
}

type keptCall struct {
	call  *journal.Call
	spelt spelt
}

// Len is how many calls have been read.
func (h *History) Len() int { return len(h.calls) }

// Oldest is the Key of the oldest call that was read, "" if none was.
func (h *History) Oldest() string {
	if len(h.calls) == 0 {
		return ""
	}
	return h.calls[len(h.calls)-1].call.Key
}

// Find returns the call with a Key, or nil.
func (h *History) Find(key string) *journal.Call {
	if i := h.index(key); i >= 0 {
		return h.calls[i].call
	}
	return nil
}

func (h *History) index(key string) int {
	return slices.IndexFunc(h.calls, func(k keptCall) bool { return k.call.Key == key })
}

// Know takes over who the users are, so that calls are found by their names.
func (h *History) Know(people *presence.Roster, e Eyes) {
	if h.people != nil && h.people.Version == people.Version && h.people.Len() == people.Len() {
		h.people = people
		return
	}
	h.people = people
	h.Rename(e)
}

// Rename takes over what the own contacts are called, so that calls are found by their names.
func (h *History) Rename(e Eyes) {
	for i := range h.calls {
		h.calls[i].spelt = wordsOf(h.calls[i].call, h.people, e)
	}
}

// TakeOlder takes calls that are older than all that were read; last tells that there are no more.
func (h *History) TakeOlder(calls []journal.Call, last bool, e Eyes) {
	h.calls = append(h.calls, h.kept(calls, e)...)
	h.Whole = last
}

// TakeNewest takes the newest calls as they are now; last tells that there are no others. Older ones that were read stay, as long
// as none can be missing between.
func (h *History) TakeNewest(calls []journal.Call, last bool, e Eyes) {
	older, whole := []keptCall(nil), last
	if len(calls) > 0 && !last {
		if i := h.index(calls[len(calls)-1].Key); i >= 0 {
			older, whole = h.calls[i+1:], h.Whole
		}
	}
	h.calls, h.Whole = append(h.kept(calls, e), older...), whole
}

func (h *History) kept(calls []journal.Call, e Eyes) []keptCall {
	list := make([]keptCall, len(calls))
	for i := range calls {
		list[i] = keptCall{&calls[i], wordsOf(&calls[i], h.people, e)}
	}
	return list
}

// SetNote takes a note that was kept with a call.
func (h *History) SetNote(key, note string, e Eyes) {
	if i := h.index(key); i >= 0 {
		c := *h.calls[i].call
		c.Note = note
		h.calls[i] = keptCall{&c, wordsOf(&c, h.people, e)}
	}
}

// Entries lists the calls that are looked for under headings of their days, by now's calendar.
func (h *History) Entries(l Looked, now time.Time) []HistoryEntry {
	var list []HistoryEntry
	if l.Any() {
		list = make([]HistoryEntry, 0, len(h.calls)+len(h.calls)/4)
	}
	q := newQuery(l.Text)
	var day time.Time // when the day of the last heading began
	for i := range h.calls {
		k := &h.calls[i]
		if !l.Filter.passes(k.call) || len(q.words) > 0 && !q.finds(k.spelt) {
			continue
		}
		if len(list) == 0 || k.call.Began.Before(day) {
			day = midnight(k.call.Began, now)
			list = append(list, HistoryEntry{Day: day})
		}
		list = append(list, HistoryEntry{Call: k.call})
	}
	return list
}

// midnight is when the day of t began by now's calendar.
func midnight(t, now time.Time) time.Time {
	year, month, day := t.In(now.Location()).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, now.Location())
}
