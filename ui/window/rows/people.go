package rows

import (
	"strings"

	"ringside/presence"
	"ringside/presence/addressbook"
)

// Group is a part of the people list.
type Group uint8

// The groups, as they stand in the list. Everybody holds who is no favourite where the list is by name alone; Found is the only
// one while something is searched. Matching is whom a call may be for, above all others.
const (
	Favourites Group = iota
	Available
	OnCall
	Away
	Everybody
	Found
	Matching
	groups
)

// Person is one row of a list of people: a colleague, somebody of the own contacts, or a heading when it is neither.
type Person struct {
	Group   Group
	Count   int // members of the group, in a heading
	Contact *presence.Contact
	Entry   *addressbook.Entry
}

// ID is the identifier of whoever the row is about, "" for a heading.
func (p Person) ID() string {
	switch {
	case p.Contact != nil:
		return p.Contact.UUID
	case p.Entry != nil:
		return p.Entry.ID
	}
	return ""
}

// groupOf tells where a contact stands while nothing is searched.
func groupOf(c *presence.Contact) Group {
	switch {
	case c.Favourite:
		return Favourites
	case c.Presence == presence.Available:
		return Available
	case c.Presence == presence.OnCall, c.Presence == presence.Ringing, c.Presence == presence.OnHold:
		return OnCall
	}
	return Away
}

// People lists everybody but the user, under headings: favourites first, then by what they do, or all of them by name. With a
// query it lists who matches, best first.
func (x *Index) People(s *presence.Snapshot, query string, byName bool) []Person {
	if strings.TrimSpace(query) != "" {
		return x.search(s, query)
	}
	var members [groups][]*presence.Contact
	for i := range x.entries {
		c := s.Contacts.At(x.entries[i].at)
		if c.UUID == s.Me {
			continue
		}
		g := groupOf(c)
		if byName && g != Favourites {
			g = Everybody
		}
		members[g] = append(members[g], c)
	}
	list := make([]Person, 0, len(x.entries)+int(groups))
	for g, people := range members {
		if len(people) > 0 {
			list = append(list, Person{Group: Group(g), Count: len(people)})
		}
		for _, c := range people {
			list = append(list, Person{Group: Group(g), Contact: c})
		}
	}
	return list
}

// search finds contacts in which every word of the query occurs: in the name, the user name or the extension.
// A query that is a number is looked up in all their numbers, whatever its separators and prefix.
func (x *Index) search(s *presence.Snapshot, query string) []Person {
	found := newQuery(query).best(x.entries)
	list := make([]Person, 0, len(found))
	for _, i := range found {
		if c := s.Contacts.At(x.entries[i].at); c.UUID != s.Me {
			list = append(list, Person{Group: Found, Contact: c})
		}
	}
	return list
}

// ranked lists contacts by rank, each by name and at most so many of a rank.
func (x *Index) ranked(s *presence.Snapshot, rank func(*entry) int, most int) (hits [noMatch][]*presence.Contact) {
	for i := range x.entries {
		at := rank(&x.entries[i])
		if at == noMatch || len(hits[at]) == most {
			continue
		}
		if c := s.Contacts.At(x.entries[i].at); c.UUID != s.Me {
			hits[at] = append(hits[at], c)
		}
	}
	return hits
}

// The ranks of a match, best first.
const (
	exactNumber = iota
	numberStart
	nameStart
	wordStart
	somewhere
	noMatch
)

// query is what is searched for.
type query struct {
	words  []string
	number string // its digits when it is a number, without a leading 00 or 0, which every country writes differently
	exact  string // its digits as typed
	begin  string // exact at the beginning of a line
	whole  string // exact as a whole line
}

func newQuery(typed string) query {
	q := query{words: strings.Fields(fold(typed))}
	if kept, number := digits(typed); number {
		q.exact = kept
		q.number = strings.TrimLeft(kept, "0")
		q.begin, q.whole = "\n"+kept, "\n"+kept+"\n"
	}
	return q
}

// best lists the places of the entries that are found, best first, and those as good as each other in their order.
func (q query) best(entries []entry) []int {
	ranks := make([]uint8, len(entries))
	var from [noMatch + 2]int // where each rank begins in the list
	for i := range entries {
		rank := q.rank(&entries[i])
		ranks[i] = uint8(rank)
		from[rank+1]++
	}
	for rank := range noMatch {
		from[rank+1] += from[rank]
	}
	list := make([]int, from[noMatch])
	for i, rank := range ranks {
		if rank != noMatch {
			list[from[rank]] = i
			from[rank]++
		}
	}
	return list
}

func (q query) rank(e *entry) int {
	if q.exact != "" {
		return q.rankNumber(e)
	}
	if len(q.words) == 1 && strings.HasPrefix(e.initials, q.words[0]) && len(q.words[0]) > 1 {
		return nameStart
	}
	best := noMatch
	for i, word := range q.words {
		at := strings.Index(e.folded, word)
		switch {
		case at == 0:
			best = min(best, nameStart+min(i, 1)*(wordStart-nameStart))
		case at > 0 && startsWord(e.folded, word):
			best = min(best, wordStart)
		case at > 0 || strings.Contains(e.rest, word):
			best = min(best, somewhere)
		default:
			return noMatch
		}
	}
	return best
}

func (q query) rankNumber(e *entry) int {
	rank := q.inNumbers(e)
	if rank == noMatch && (strings.Contains(e.folded, q.exact) || strings.Contains(e.rest, q.exact)) {
		return somewhere
	}
	return rank
}

// inNumbers ranks by somebody's numbers alone.
func (q query) inNumbers(e *entry) int {
	switch {
	case !strings.Contains(e.numbers, q.number):
		return noMatch
	case strings.Contains(e.numbers, q.whole):
		return exactNumber
	case strings.Contains(e.numbers, q.begin):
		return numberStart
	case q.number != "" || strings.Contains(e.numbers, q.exact):
		return somewhere
	}
	return noMatch
}

// startsWord reports whether a word of the name begins with word.
func startsWord(name, word string) bool {
	for i := 0; ; {
		at := strings.Index(name[i:], word)
		if at < 0 {
			return false
		}
		if at += i; at == 0 || wordEnds(name[at-1]) {
			return true
		}
		i = at + 1
	}
}

// wordEnds reports whether what follows a letter is the beginning of a word.
func wordEnds(b byte) bool { return strings.IndexByte(" -.'(,", b) >= 0 }

// First is the first person of a list, "" when it has nobody.
func First(list []Person) string {
	for _, p := range list {
		if id := p.ID(); id != "" {
			return id
		}
	}
	return ""
}

// InPlace is a list with everybody where they were, as they are in a new picture; who is no longer there stays as they were.
func InPlace(list []Person, s *presence.Snapshot) []Person {
	same := make([]Person, len(list))
	for i, p := range list {
		if p.Contact != nil {
			if now := s.Contacts.Find(p.Contact.UUID); now != nil {
				p.Contact = now
			}
		}
		same[i] = p
	}
	return same
}
