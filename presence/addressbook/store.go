package addressbook

import (
	"crypto/rand"
	"errors"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"

	"ringside/presence/boltfile"
)

// Store is the file with the contacts. Its methods may be called from any goroutine; what they change is on disk when they
// return, all of it or nothing. Their errors are [*Error].
type Store struct {
	db   *bbolt.DB // nil for one that keeps nothing
	book atomic.Pointer[Book]

	writing sync.Mutex // held by whoever changes something

	bell Bell

	mu   sync.Mutex // guards gone, and that it belongs to book
	gone removals
}

// Open opens or makes the store in the file at path; "" is one in memory. A file that is damaged is set aside under a name that
// says so and an empty one takes its place; setAside then names it. CodeInUse means that another Ringside has it.
func Open(path string) (s *Store, setAside string, err error) {
	s = &Store{}
	if path == "" {
		s.book.Store(NewBook(rand.Text(), 0, "", nil, nil))
		return s, "", nil
	}
	var kept contents
	s.db, setAside, err = boltfile.Open(path, func(tx *bbolt.Tx) error {
		kept, err = begin(tx)
		return err
	})
	switch {
	case errors.Is(err, boltfile.ErrInUse):
		return nil, "", &Error{Op: "open the contacts", Code: CodeInUse, Err: err}
	case err != nil:
		return nil, setAside, &Error{Op: "open the contacts", Code: CodeDisk, Err: err}
	}
	s.gone = kept.gone
	s.book.Store(NewBook(kept.Store, kept.Version, kept.Region, kept.sources, kept.entries))
	return s, setAside, nil
}

// Book is what there is.
func (s *Store) Book() *Book { return s.book.Load() }

// Subscribe has the channel hold a value whenever the book has changed since it was last read. stop ends that.
func (s *Store) Subscribe() (changes <-chan struct{}, stop func()) { return s.bell.Subscribe() }

// Close closes the file. Nothing can be changed any more; the book can still be read.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.db == nil {
		return nil
	}
	if err := s.db.Close(); err != nil {
		return &Error{Op: "close the contacts", Code: CodeDisk, Err: err}
	}
	return nil
}

// change is what becomes different with one transaction.
type change struct {
	op      string
	put     []*Entry
	removed []string
	sources []Source // all there are from now on
	region  string   // from now on
}

// of is a change that changes nothing yet.
func (s *Store) of(op string) *change {
	b := s.Book()
	return &change{op: op, sources: b.sources, region: b.region}
}

// commit writes a change and shows it; s.writing is held. The entries are numbered here, and belong to the book afterwards.
func (s *Store) commit(c *change) error {
	old := s.Book()
	version := old.version
	for _, e := range c.put {
		version++
		e.Seq = version
	}
	gone := make([]removal, len(c.removed))
	for i, id := range c.removed {
		version++
		gone[i] = removal{version, id}
	}
	if version == old.version { // the sources or the region alone
		version++
	}
	next := old.With(version, c.region, c.sources, c.put, c.removed)
	if len(next.places) > MaxEntries {
		return &Error{Op: c.op, Code: CodeFull}
	}
	if s.db != nil {
		if err := boltfile.Update(s.db, func(tx *bbolt.Tx) error { return write(tx, next, c, gone) }); err != nil {
			return &Error{Op: c.op, Code: CodeDisk, Err: err}
		}
	}
	s.mu.Lock()
	s.gone.add(gone)
	s.book.Store(next)
	s.mu.Unlock()
	s.bell.Ring()
	return nil
}
