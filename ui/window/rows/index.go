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
	entries []entry        // by name
	byUUID  map[string]int // into entries
}

type entry struct {
	at   int // position in the roster
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
	e := entry{at: at, name: c.Name()}
	folded := fold(e.name)
	parts := []string{folded, fold(c.Username + "\n" + c.Extension), numbersOf(c), keyed(folded), foldedInitials(e.name)}
	rest := strings.Join(parts, "\n")
	for i, part := range []*string{&e.folded, &e.rest, &e.numbers, &e.keys, &e.initials} {
		length := len(parts[i])
		*part, rest = rest[:length], rest[min(length+1, len(rest)):]
	}
	return e
}

// NewIndex prepares a roster. Entries of an earlier index are taken over where the contact is the same, which makes
// the common case, somebody's learnt number, cheap. earlier may be nil.
func NewIndex(r *presence.Roster, order language.Tag, earlier *Index) *Index {
	if earlier != nil && earlier.order != order {
		earlier = nil // its keys are of another order
	}
	x := &Index{roster: r, order: order, entries: make([]entry, 0, r.Len()), byUUID: make(map[string]int, r.Len())}
	collator, buffer := collate.New(order, collate.IgnoreCase), &collate.Buffer{}
	for at := range r.Len() {
		c := r.At(at)
		if known, ok := earlier.entry(c); ok {
			known.at = at
			x.entries = append(x.entries, known)
			continue
		}
		e := newEntry(c, at)
		buffer.Reset()
		e.key = bytes.Clone(collator.KeyFromString(buffer, c.Name()))
		x.entries = append(x.entries, e)
	}
	slices.SortFunc(x.entries, func(a, b entry) int {
		return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.at, b.at))
	})
	for i, e := range x.entries {
		x.byUUID[r.At(e.at).UUID] = i
	}
	return x
}

// Current reports whether the index is right for a roster in an order.
func (x *Index) Current(r *presence.Roster, order language.Tag) bool {
	return x != nil && x.order == order && x.roster.Version == r.Version && x.roster.Len() == r.Len()
}

// entry finds what an index holds of a contact, if nothing that it was made from has changed.
func (x *Index) entry(c *presence.Contact) (entry, bool) {
	if x == nil {
		return entry{}, false
	}
	i, ok := x.byUUID[c.UUID]
	if !ok {
		return entry{}, false
	}
	e := x.entries[i]
	old := x.roster.At(e.at)
	same := old == c || old.Name() == c.Name() && old.Username == c.Username && old.Extension == c.Extension &&
		slices.Equal(old.Assigned, c.Assigned)
	return e, same
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
