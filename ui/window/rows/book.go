package rows

import (
	"cmp"
	"strings"

	"ringside/presence/addressbook"
	"ringside/ui/lang"
)

// BookIndex is the user's own contacts prepared for searching and showing: in the order of the book, folded. It never changes.
type BookIndex struct {
	book    *addressbook.Book
	entries []entry
	places  map[*addressbook.Entry]int
}

// NewBookIndex prepares a book. What an earlier index holds of the same entries is taken over; earlier may be nil.
func NewBookIndex(b *addressbook.Book, earlier *BookIndex) *BookIndex {
	x := &BookIndex{book: b, entries: make([]entry, b.Len()), places: make(map[*addressbook.Entry]int, b.Len())}
	for i := range b.Len() {
		e := b.At(i)
		x.places[e] = i
		if earlier != nil {
			if at, ok := earlier.places[e]; ok {
				x.entries[i] = earlier.entries[at]
				continue
			}
		}
		x.entries[i] = entryOf(e)
	}
	return x
}

// entryOf is what an own contact is found by.
func entryOf(e *addressbook.Entry) entry {
	rest := []string{e.Organisation, e.Nickname}
	for _, m := range e.Emails {
		rest = append(rest, m.Value)
	}
	var numbers []string
	for _, n := range e.Numbers {
		numbers = append(numbers, n.Key, n.Value)
	}
	name := e.Name()
	return entry{
		name: name, folded: fold(name), rest: fold(strings.Join(rest, "\n")), numbers: digitLines(numbers), initials: foldedInitials(name),
	}
}

// Book is what the index was made from.
func (x *BookIndex) Book() *addressbook.Book { return x.book }

// People lists all own contacts, favourites first; with a query who matches, best first.
func (x *BookIndex) People(query string) []Person {
	if strings.TrimSpace(query) != "" {
		found := newQuery(query).best(x.entries)
		list := make([]Person, len(found))
		for i, at := range found {
			list[i] = Person{Group: Found, Entry: x.book.At(at)}
		}
		return list
	}
	stars, others := make([]Person, 1), make([]Person, 1, x.book.Len()+2)
	for e := range x.book.All() {
		if e.Favourite {
			stars = append(stars, Person{Group: Favourites, Entry: e})
		} else {
			others = append(others, Person{Group: Everybody, Entry: e})
		}
	}
	stars[0], others[0] = Person{Group: Favourites, Count: len(stars) - 1}, Person{Group: Everybody, Count: len(others) - 1}
	switch {
	case len(stars) == 1 && len(others) == 1:
		return nil
	case len(stars) == 1:
		return others
	case len(others) == 1:
		return stars
	}
	return append(stars, others...)
}

// OfEntry says what a row shows of an own contact.
func OfEntry(e *addressbook.Entry, w *lang.Words, region string) Contact {
	row := Contact{
		UUID: e.ID, Name: lang.Plain(e.Name(), maxWho), Favourite: e.Favourite, Callable: FirstNumber(e) != "", Tone: Tone(e.ID),
	}
	row.Initials = Initials(row.Name)
	if !e.IsOrganisation() {
		row.Detail = lang.Plain(e.Organisation, maxWho)
	}
	if row.Detail == "" && len(e.Numbers) > 0 {
		row.Detail = w.NumberKind(e.Numbers[0].Kind) + "  ·  " + shownNumber(e.Numbers[0], region)
	}
	return row
}

// shownNumber is a number as people in a region write it: one that makes sense nationally, any other as it was typed.
func shownNumber(n addressbook.Number, region string) string {
	return Eyes{Region: region}.written(cmp.Or(plus(n.Key), n.Value))
}

// plus is a key that is an international number, or "".
func plus(key string) string {
	if strings.HasPrefix(key, "+") {
		return key
	}
	return ""
}

// dialled is what is called for a number of an own contact: the whole number, or what makes no sense in any country as it was typed.
func dialled(n addressbook.Number) string { return cmp.Or(plus(n.Key), n.Value) }

// FirstNumber is what calling an own contact dials: the first that is no fax; "" where there is none.
func FirstNumber(e *addressbook.Entry) string {
	for _, n := range e.Numbers {
		if n.Kind != addressbook.KindFax {
			return dialled(n)
		}
	}
	return ""
}
