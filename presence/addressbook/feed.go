package addressbook

import (
	"maps"
	"slices"
	"sort"
)

// maxRemovals is how many removals are remembered, for who has an older book.
const maxRemovals = 10_000

// removal is an entry that is no more.
type removal struct {
	version uint64
	id      string
}

// removals are the last ones, oldest first. Of those up to floor nothing is known.
type removals struct {
	floor uint64
	list  []removal
}

func (r *removals) add(more []removal) {
	r.list = append(r.list, more...)
	if over := len(r.list) - maxRemovals; over > 0 {
		r.floor = r.list[over-1].version
		r.list = append([]removal(nil), r.list[over:]...)
	}
}

// Cursor is how far somebody has come who takes in a book page by page; the zero Cursor is for who knows nothing.
type Cursor struct {
	Store   string `json:"store"`
	Version uint64 `json:"version"`
	// Began is the version of the book when it began to be told from nothing, until that is at an end.
	Began uint64 `json:"began,omitempty"`
}

// Page is a part of what somebody has to know who has an older book, or none.
type Page struct {
	Cursor           // from where there is more to ask for, or else changes later
	More    bool     `json:"more,omitempty"`
	Region  string   `json:"region,omitempty"`
	Sources []Source `json:"sources,omitempty"`
	// Anew means that all that was known before is void: this begins a book from nothing.
	Anew    bool     `json:"anew,omitempty"`
	Entries []*Entry `json:"entries,omitempty"`
	Removed []string `json:"removed,omitempty"`
}

// Since is the next page for who has come so far: of up to so many entries and removals.
func (s *Store) Since(at Cursor, most int) Page {
	s.mu.Lock()
	b, gone := s.Book(), s.gone
	s.mu.Unlock()
	if at.Store != b.store || at.Version > b.version || max(at.Version, at.Began) < gone.floor {
		at = Cursor{}
	}
	p := Page{Cursor: at, Region: b.region, Sources: b.sources, Anew: at.Version == 0}
	if p.Anew {
		p.Cursor = Cursor{Store: b.store, Began: b.version}
	}
	entries, removed, known := b.feed(), gone.list, max(at.Version, p.Began)
	entries = entries[sort.Search(len(entries), func(i int) bool { return entries[i].Seq > at.Version }):]
	removed = removed[sort.Search(len(removed), func(i int) bool { return removed[i].version > known }):]
	for len(p.Entries)+len(p.Removed) < most && len(entries)+len(removed) > 0 {
		if len(removed) == 0 || len(entries) > 0 && entries[0].Seq < removed[0].version {
			p.Entries, p.Version, entries = append(p.Entries, entries[0]), entries[0].Seq, entries[1:]
			continue
		}
		p.Removed, p.Version, removed = append(p.Removed, removed[0].id), removed[0].version, removed[1:]
	}
	if p.More = len(entries)+len(removed) > 0; !p.More {
		p.Version, p.Began = b.version, 0
	}
	return p
}

// Take is a book with pages taken in, in their order; nil makes one.
func (b *Book) Take(pages ...Page) *Book {
	var put map[string]*Entry
	var gone map[string]bool
	for _, p := range pages {
		if b == nil || p.Anew || p.Store != b.store {
			b = NewBook(p.Store, 0, p.Region, nil, nil)
			put, gone = nil, nil
		}
		if put == nil {
			put, gone = map[string]*Entry{}, map[string]bool{}
		}
		for _, e := range p.Entries {
			put[e.ID] = e
			delete(gone, e.ID)
		}
		for _, id := range p.Removed {
			delete(put, id)
			gone[id] = true
		}
	}
	if len(pages) == 0 {
		return b
	}
	last := pages[len(pages)-1]
	return b.With(last.Version, last.Region, last.Sources, slices.Collect(maps.Values(put)), slices.Collect(maps.Keys(gone)))
}
