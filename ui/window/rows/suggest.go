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
	ranked := x.ranked(s, q.rankKeys, most)
	list := slices.Concat(ranked[:]...)
	return list[:min(most, len(list))]
}

// rankKeys ranks by numbers and by the keys that a name is on; what is no number as rank does.
func (q query) rankKeys(e *entry) int {
	if q.exact == "" {
		return q.rank(e)
	}
	rank := q.inNumbers(e)
	switch {
	case rank <= numberStart:
	case strings.HasPrefix(e.keys, q.begin):
		return nameStart
	case strings.Contains(e.keys, q.begin):
		return wordStart
	case len(q.exact) < someDigits:
		return noMatch
	}
	return rank
}
