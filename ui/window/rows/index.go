package rows

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"ringside/presence"
)

// Index is a roster prepared for searching and showing: in the order of names, folded. It never changes.
type Index struct {
	roster  *presence.Roster // whose version the index was made from
	order   language.Tag
	entries []entry // by name
}

type entry struct {
	at   int // position in the roster
	uuid string
	name string
	// What is searched: parts of one piece of memory, which is faster to go through than one piece each.
	folded   string // the name, as fold leaves it
	rest     string // user name and extension, folded, one a line
	numbers  string // every number with its digits only, each between ends of lines
	keys     string // the name on a keypad, as keyed leaves it
	initials string // of all words of the name, folded
	key      []byte // of the collation
}

// newEntry prepares a contact, but for the key.
func newEntry(c *presence.Contact, at int) entry {
	e := entry{at: at, uuid: c.UUID, name: c.Name()}
	folded := fold(e.name)
	parts := []string{folded, fold(c.Username + "\n" + c.Extension), numbersOf(c), keyed(folded), foldedInitials(e.name)}
	rest := strings.Join(parts, "\n")
	for i, part := range []*string{&e.folded, &e.rest, &e.numbers, &e.keys, &e.initials} {
		length := len(parts[i])
		*part, rest = rest[:length], rest[min(length+1, len(rest)):]
	}
	return e
}

// NewIndex prepares a roster. Entries of an earlier index are taken over, in their order, where the contact is the same: what
// changes of a roster is mostly one of many. earlier may be nil.
func NewIndex(r *presence.Roster, order language.Tag, earlier *Index) *Index {
	if earlier == nil || earlier.order != order {
		earlier = &Index{} // its keys are of another order
	}
	x := &Index{roster: r, order: order, entries: make([]entry, 0, r.Len())}
	places, known := earlier.placesIn(r)
	fresh := x.freshEntries(known)
	for i, at := range places {
		if at < 0 {
			continue
		}
		e := &earlier.entries[i]
		for len(fresh) > 0 && x.compare(fresh[0], e) < 0 {
			x.entries, fresh = append(x.entries, *fresh[0]), fresh[1:]
		}
		x.entries = append(x.entries, *e)
		x.entries[len(x.entries)-1].at = at
	}
	for _, e := range fresh {
		x.entries = append(x.entries, *e)
	}
	return x
}

// placesIn tells where in a roster the contact of each entry stands, less than 0 if the entry is not right for it, and which of
// the roster have been found.
func (x *Index) placesIn(r *presence.Roster) (places []int, found []bool) {
	places, found = make([]int, len(x.entries)), make([]bool, r.Len())
	for i := range x.entries {
		old := x.roster.At(x.entries[i].at)
		at, still := r.Position(old.UUID)
		if !still || !sameWords(old, r.At(at)) {
			places[i] = -1
			continue
		}
		places[i], found[at] = at, true
	}
	return places, found
}

// sameWords reports whether nothing that an entry is made from has changed.
func sameWords(old, c *presence.Contact) bool {
	return old == c || old.Name() == c.Name() && old.Username == c.Username && old.Extension == c.Extension &&
		slices.Equal(old.Assigned, c.Assigned)
}

// freshEntries are those of the contacts that are not known yet, in order.
func (x *Index) freshEntries(known []bool) []*entry {
	collator, buffer := collate.New(x.order, collate.IgnoreCase), &collate.Buffer{}
	var fresh []*entry
	for at, is := range known {
		if is {
			continue
		}
		e := newEntry(x.roster.At(at), at)
		buffer.Reset()
		e.key = bytes.Clone(collator.KeyFromString(buffer, e.name))
		fresh = append(fresh, &e)
	}
	slices.SortFunc(fresh, x.compare)
	return fresh
}

// compare puts entries in the order of names. Those of one name are in that of their UUIDs.
func (x *Index) compare(a, b *entry) int {
	return cmp.Or(bytes.Compare(a.key, b.key), strings.Compare(a.uuid, b.uuid))
}

// Current reports whether the index is right for a roster in an order.
func (x *Index) Current(r *presence.Roster, order language.Tag) bool {
	return x != nil && x.order == order && x.roster.Version == r.Version && x.roster.Len() == r.Len()
}

// numbersOf lists every number that reaches a contact.
func numbersOf(c *presence.Contact) string {
	return digitLines(append([]string{c.Extension}, assignedNumbers(c)...))
}

// digitLines is what of numbers is searched: their digits, each between ends of lines.
func digitLines(numbers []string) string {
	var b strings.Builder
	b.WriteByte('\n')
	for _, number := range numbers {
		if kept, _ := digits(number); kept != "" {
			b.WriteString(kept)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func assignedNumbers(c *presence.Contact) []string {
	var numbers []string
	for _, a := range c.Assigned {
		if a.Number != "" {
			numbers = append(numbers, a.Number)
		}
	}
	return numbers
}
