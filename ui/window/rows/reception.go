package rows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
)

// HouseCalls are the calls that go on in the house as a reception wants them: those that ring, the newest first, then the others.
func HouseCalls(s *presence.Snapshot) []*presence.Call {
	var calls []*presence.Call
	for _, c := range slices.Backward(s.Calls) {
		if c.Running() {
			calls = append(calls, c)
		}
	}
	slices.SortStableFunc(calls, func(a, b *presence.Call) int { return cmp.Compare(waits(b), waits(a)) })
	return calls
}

// waits is 1 for a call that somebody in the house has to answer.
func waits(c *presence.Call) int {
	if c.State == presence.CallActive || c.Direction == presence.Outbound {
		return 0
	}
	return 1
}

// HouseKey identifies a call in a list.
func HouseKey(c *presence.Call) string { return strconv.FormatUint(c.Key, 10) }

// HouseCall says what a tile shows of a call: who calls, and where it rings or who answered.
func (p *Panel) HouseCall(c *presence.Call, e Eyes) Tile {
	t := Tile{UUID: HouseKey(c), Name: p.callerOf(c, e), Current: e.Current, Rings: waits(c) == 1, Failed: c.TransferFailed}
	from := c.Began
	t.Marks[0], t.Word = presence.Ringing, e.Words.Stage(c)
	switch {
	case c.State == presence.CallActive:
		t.Marks[0], from = presence.OnCall, c.AnsweredAt
	case !t.Rings:
		t.Word = e.Words.Presence(presence.Ringing)
	}
	if ago := e.Now.Sub(from); !from.IsZero() {
		t.Number = lang.Clock(ago)
	}
	who := p.calledOf(c, e)
	if t.Call = e.Words.Say("house_for", lang.With{"Who": who}); !t.Rings || c.TransferFailed || c.Transferred > 0 {
		t.Call = p.goesOn(c, who, c.Transferred > 0, e)
	}
	return t
}

// HouseNumber is the number of the other side of a call, as it can be called, "" where none is known.
func HouseNumber(c *presence.Call) string { return cmp.Or(c.Normalized, c.Number) }

// For lists whom a call may be for, best first: whoever was called, the colleague who calls, whom of the own contacts the number is,
// and the colleagues who answered before. book may be nil; earlier are kept calls with the caller, newest first.
func (x *Index) For(c *presence.Call, s *presence.Snapshot, book *BookIndex, earlier []journal.Call) []Person {
	var list []Person
	add := func(user *presence.Contact) {
		if user != nil && user.UUID != s.Me && !slices.ContainsFunc(list, func(p Person) bool { return p.Contact == user }) {
			list = append(list, Person{Group: Matching, Contact: user})
		}
	}
	answered := map[string]bool{}
	for _, before := range earlier {
		if before.AnsweredBy != "" && !before.Talked {
			answered[before.AnsweredBy] = true
		}
	}
	var before []*presence.Contact
	for i := range x.entries {
		user := s.Contacts.At(x.entries[i].at)
		if c.Called != "" && user.Extension == c.Called || ringsWith(c, user) {
			add(user)
		}
		if answered[user.Name()] {
			before = append(before, user)
		}
	}
	add(s.Contacts.Find(c.PartyUUID))
	if own := book.byNumber(HouseNumber(c), s.Region); own != nil {
		list = append(list, *own)
	}
	for _, user := range before {
		add(user)
	}
	return list
}

// ringsWith reports whether a call that waits rings at one of somebody's phones.
func ringsWith(c *presence.Call, user *presence.Contact) bool {
	return waits(c) == 1 && len(c.Phones) > 0 &&
		slices.ContainsFunc(user.Phones, func(p presence.ContactPhone) bool { return slices.Contains(c.Phones, p.UUID) })
}

// byNumber finds whoever of the own contacts has a number.
func (x *BookIndex) byNumber(number, region string) *Person {
	if x == nil || number == "" {
		return nil
	}
	key := dialplan.Canonical(number, region)
	for _, p := range x.People(strings.TrimPrefix(key, "+")) {
		for _, n := range p.Entry.Numbers {
			if n.Key == key || dialplan.Canonical(n.Value, region) == key {
				return &Person{Group: Matching, Entry: p.Entry}
			}
		}
	}
	return nil
}

// someOwn is how many of the own contacts a search of the reception finds.
const someOwn = 20

// Reception lists people for a reception: whom a call may be for, and then everybody by name; with a query who matches, of the own
// contacts as well. matching is what For found.
func (x *Index) Reception(s *presence.Snapshot, query string, book *BookIndex, matching []Person) []Person {
	if strings.TrimSpace(query) != "" {
		list := x.search(s, query)
		if book != nil {
			own := book.People(query)
			list = append(list, own[:min(len(own), someOwn)]...)
		}
		return list
	}
	var list []Person
	if len(matching) > 0 {
		list = append(append(list, Person{Group: Matching, Count: len(matching)}), matching...)
	}
	others := []Person{{Group: Everybody}}
	for _, p := range x.People(s, "", true) {
		if p.Contact != nil && !slices.ContainsFunc(matching, func(m Person) bool { return m.ID() == p.ID() }) {
			others = append(others, Person{Group: Everybody, Contact: p.Contact})
		}
	}
	if others[0].Count = len(others) - 1; others[0].Count > 0 {
		list = append(list, others...)
	}
	return list
}
