package addressbook

import (
	"crypto/rand"
	"slices"
)

// Sync takes in what an address book on a server has: put is new or changed there, known by Href, and gone are the Hrefs of
// what is no more. What says the same as before stays as it is.
func (s *Store) Sync(source Source, put []Entry, gone []string) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	c := s.of("take in an address book")
	c.sources = append(slices.DeleteFunc(slices.Clone(c.sources), func(o Source) bool { return o.ID == source.ID }), source)
	copies := map[string]*Entry{}
	for e := range s.Book().All() {
		if e.Book == source.ID {
			copies[e.Href] = e
		}
	}
	away := map[string]bool{}
	for _, href := range gone {
		away[href] = true
	}
	newest := map[string]int{} // where each is in put: the last counts
	for i, e := range put {
		newest[e.Href] = i
	}
	for i := range put {
		if newest[put[i].Href] != i {
			continue
		}
		e := clone(&put[i])
		old := copies[e.Href]
		e.ID, e.Book, e.Favourite = rand.Text(), source.ID, false
		if old != nil {
			e.ID, e.Favourite = old.ID, old.Favourite
		}
		if !e.Tidy() {
			away[e.Href] = true
			continue
		}
		delete(away, e.Href)
		if old != nil && old.ETag == e.ETag && e.Same(old) {
			continue
		}
		e.index(c.region)
		c.put = append(c.put, e)
	}
	for href := range away {
		if e := s.Book().Find(idOf(copies[href])); e != nil {
			c.removed = append(c.removed, e.ID)
		}
	}
	slices.Sort(c.removed)
	if slices.Equal(c.sources, s.Book().sources) && len(c.put)+len(c.removed) == 0 {
		return nil
	}
	return s.commit(c)
}

// RemoveSources forgets address books and all copies from them.
func (s *Store) RemoveSources(ids ...string) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	c := s.of("forget an address book")
	c.sources = slices.DeleteFunc(slices.Clone(c.sources), func(o Source) bool { return slices.Contains(ids, o.ID) })
	for e := range s.Book().All() {
		if e.Book != "" && slices.Contains(ids, e.Book) {
			c.removed = append(c.removed, e.ID)
		}
	}
	if len(c.sources) == len(s.Book().sources) && len(c.removed) == 0 {
		return nil
	}
	return s.commit(c)
}

func idOf(e *Entry) string {
	if e == nil {
		return ""
	}
	return e.ID
}
