package rows

import (
	"slices"
	"strings"

	"ringside/presence"
)

// someDigits is from how many on digits in the midst of a number tell something: fewer are in almost every number.
const someDigits = 3

// Suggest lists the few colleagues that what is typed into the dial field is most likely meant for, best first: by their
// numbers, by the keys that their names are on, and by their names where letters are typed.
func (x *Index) Suggest(s *presence.Snapshot, typed string, most int) []*presence.Contact {
	q := newQuery(typed)
	if len(q.words) == 0 {
		return nil
	}
	var ranked [noMatch][]*presence.Contact
	for i := range x.entries {
		e := &x.entries[i]
		rank := q.rankKeys(e)
		if rank == noMatch || len(ranked[rank]) == most {
			continue
		}
		if c := s.Contacts.At(e.at); c.UUID != s.Me {
			ranked[rank] = append(ranked[rank], c)
		}
	}
	list := slices.Concat(ranked[:]...)
	return list[:min(most, len(list))]
}

// rankKeys ranks as rank does, and by the keys that a name is on as well.
func (q query) rankKeys(e *entry) int {
	rank := q.rank(e)
	if q.exact == "" || rank <= numberStart {
		return rank
	}
	at := strings.Index(e.keys, q.exact)
	switch {
	case at == 0:
		return nameStart
	case at > 0 && strings.Contains(e.keys, "\n"+q.exact):
		return wordStart
	case len(q.exact) < someDigits:
		return noMatch
	}
	return rank
}
