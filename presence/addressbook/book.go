package addressbook

import (
	"iter"
	"slices"
	"sync"
	"time"

	"ringside/pbxclient/dialplan"
	"ringside/presence/folded"
)

// Source is an address book on a server that entries are copies from.
type Source struct {
	ID      string `json:"id"`      // what [Entry.Book] says
	Account string `json:"account"` // the ID of the account
	Name    string `json:"name"`    // as the server calls it; it may be ""
	// Token and CTag are what the server calls the state that was copied: the one for its list of changes, and the one that
	// only tells that there are some. Either may be "".
	Token  string    `json:"token,omitempty"`
	CTag   string    `json:"ctag,omitempty"`
	Synced time.Time `json:"synced"`
}

// Book is all contacts at one moment, in the order of their names. It never changes, and may be read by any number of
// goroutines.
type Book struct {
	store   string
	version uint64
	region  string
	sources []Source

	places []*placed
	byID   map[string]*placed
	byKey  map[string]*placed // the one that a number is shown with
	feed   func() []*Entry    // in the order of Seq, once that is asked for
}

// placed is an entry with what its place in the order goes by.
type placed struct {
	entry *Entry
	sort  string
}

// NewBook makes a book of entries whose numbers have their keys. store and version are as Store and Version give them.
func NewBook(store string, version uint64, region string, sources []Source, entries []*Entry) *Book {
	places := make([]*placed, len(entries))
	room := make([]placed, len(entries))
	for i, e := range entries {
		room[i] = placed{e, folded.Text(e.SortName())}
		places[i] = &room[i]
	}
	slices.SortFunc(places, byPlace)
	return newBook(store, version, region, sources, places)
}

// newBook makes one of entries in their order.
func newBook(store string, version uint64, region string, sources []Source, places []*placed) *Book {
	b := &Book{
		store: store, version: version, region: region, sources: sources, places: places,
		byID: make(map[string]*placed, len(places)), byKey: make(map[string]*placed, 2*len(places)),
	}
	for _, p := range places {
		b.byID[p.entry.ID] = p
		for _, n := range p.entry.Numbers {
			if n.Key == "" {
				continue
			}
			if shown := b.byKey[n.Key]; shown == nil || p.before(shown) {
				b.byKey[n.Key] = p
			}
		}
	}
	b.feed = sync.OnceValue(b.bySeq)
	return b
}

// before reports whether a number that both have is shown with p: with one's own entry before a copy, and then with a favourite.
// Otherwise it is whoever comes first in the order.
func (p *placed) before(o *placed) bool {
	if own := p.entry.Book == ""; own != (o.entry.Book == "") {
		return own
	}
	return p.entry.Favourite && !o.entry.Favourite
}

// Store names the store that the book is of: versions of different ones have nothing to do with each other.
func (b *Book) Store() string { return b.store }

// Version grows with every change.
func (b *Book) Version() uint64 { return b.version }

// Region is where numbers without a country are taken to be from, ISO 3166; it may be "".
func (b *Book) Region() string { return b.region }

// Sources are the address books on servers that there are copies from. The list must not be changed.
func (b *Book) Sources() []Source { return b.sources }

// Len is how many entries there are.
func (b *Book) Len() int { return len(b.places) }

// At is the i-th entry.
func (b *Book) At(i int) *Entry { return b.places[i].entry }

// All are the entries in their order.
func (b *Book) All() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for _, p := range b.places {
			if !yield(p.entry) {
				return
			}
		}
	}
}

// Find is the entry with this ID, nil if there is none.
func (b *Book) Find(id string) *Entry {
	if p := b.byID[id]; p != nil {
		return p.entry
	}
	return nil
}

// ByNumber is who has a number, however that is written; nil for nobody. It takes the same time whatever the book holds.
func (b *Book) ByNumber(number string) *Entry {
	if len(b.byKey) == 0 {
		return nil
	}
	if p := b.byKey[dialplan.Canonical(number, b.region)]; p != nil {
		return p.entry
	}
	return nil
}

// With is the book after a change: what is in put is new or in place of what has the same ID, and what is in removed is gone.
func (b *Book) With(version uint64, region string, sources []Source, put []*Entry, removed []string) *Book {
	away := make(map[string]bool, len(put)+len(removed))
	for _, id := range removed {
		away[id] = true
	}
	more := make([]*placed, 0, len(put))
	for _, e := range put {
		away[e.ID] = true
		more = append(more, &placed{e, folded.Text(e.SortName())})
	}
	slices.SortFunc(more, byPlace)
	places := make([]*placed, 0, len(b.places)+len(more))
	for _, p := range b.places {
		if away[p.entry.ID] {
			continue
		}
		for len(more) > 0 && byPlace(more[0], p) < 0 {
			places, more = append(places, more[0]), more[1:]
		}
		places = append(places, p)
	}
	return newBook(b.store, version, region, sources, append(places, more...))
}

func (b *Book) bySeq() []*Entry {
	list := make([]*Entry, len(b.places))
	for i, p := range b.places {
		list[i] = p.entry
	}
	slices.SortFunc(list, func(x, y *Entry) int {
		if x.Seq < y.Seq {
			return -1
		}
		return 1
	})
	return list
}
