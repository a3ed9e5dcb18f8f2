package addressbook

import (
	"crypto/rand"
	"slices"

	"ringside/pbxclient/dialplan"
)

// Put keeps an entry: a new one where the ID is "", or else in place of the one with that ID. Of a copy from a server only
// Favourite may differ. It returns the entry as it is kept.
func (s *Store) Put(e Entry) (*Entry, error) {
	const op = "keep a contact"
	s.writing.Lock()
	defer s.writing.Unlock()
	kept := clone(&e)
	if !kept.Tidy() {
		return nil, &Error{Op: op, Code: CodeEmpty}
	}
	old := s.Book().Find(e.ID)
	switch {
	case e.ID == "":
		kept.ID, kept.Book, kept.Href, kept.ETag = rand.Text(), "", "", ""
	case old == nil:
		return nil, &Error{Op: op, Code: CodeNoEntry}
	case old.Book != "":
		favourite := kept.Favourite
		kept.Favourite = old.Favourite
		if !kept.Same(old) {
			return nil, &Error{Op: op, Code: CodeReadOnly}
		}
		kept = clone(old)
		kept.Favourite = favourite
	default:
		kept.Book, kept.Href, kept.ETag = "", "", ""
	}
	if old != nil && kept.Same(old) {
		return old, nil
	}
	c := s.of(op)
	kept.index(c.region)
	c.put = []*Entry{kept}
	return kept, s.commit(c)
}

// Remove forgets entries of one's own; who is no more need not be removed. It removes all of them or none.
func (s *Store) Remove(ids ...string) error {
	const op = "remove a contact"
	s.writing.Lock()
	defer s.writing.Unlock()
	c := s.of(op)
	for _, id := range ids {
		switch e := s.Book().Find(id); {
		case e == nil || slices.Contains(c.removed, id):
		case e.Book != "":
			return &Error{Op: op, Code: CodeReadOnly}
		default:
			c.removed = append(c.removed, id)
		}
	}
	if len(c.removed) == 0 {
		return nil
	}
	return s.commit(c)
}

// SetRegion says where numbers without a country are from. In a large book that takes seconds.
func (s *Store) SetRegion(region string) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if region == s.Book().region {
		return nil
	}
	c := s.of("index the contacts")
	c.region = region
	for e := range s.Book().All() {
		again := clone(e)
		if again.index(region); !slices.Equal(again.Numbers, e.Numbers) {
			c.put = append(c.put, again)
		}
	}
	return s.commit(c)
}

// index gives the numbers their keys.
func (e *Entry) index(region string) {
	for i := range e.Numbers {
		e.Numbers[i].Key = dialplan.Canonical(e.Numbers[i].Value, region)
	}
}

// clone is an entry that can be changed.
func clone(e *Entry) *Entry {
	c := *e
	c.Numbers, c.Emails, c.Categories = slices.Clone(e.Numbers), slices.Clone(e.Emails), slices.Clone(e.Categories)
	return &c
}
