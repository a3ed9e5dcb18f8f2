package carddav

import (
	"context"
	"errors"
	"slices"
	"time"

	"ringside/presence/addressbook"
)

// Sync copies an account now, "" for all of them, and waits until that is done. It fails with what was wrong first.
func (s *Syncer) Sync(ctx context.Context, id string) error {
	var failed error
	found := id == ""
	for _, st := range s.Accounts() {
		if id != "" && st.Account.ID != id {
			continue
		}
		found = true
		if err := s.one(ctx, st.Account.ID); err != nil && failed == nil {
			failed = err
		}
	}
	if !found {
		return &addressbook.Error{Op: opCopy, Code: addressbook.CodeNoAccount}
	}
	return failed
}

// one copies an account, if it is still there.
func (s *Syncer) one(ctx context.Context, id string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := s.take(ctx, ""); err != nil {
		return err
	}
	defer s.give()
	s.mu.Lock()
	at := slices.IndexFunc(s.statuses, func(st Status) bool { return st.Account.ID == id })
	if at < 0 {
		s.mu.Unlock()
		return nil
	}
	a := s.statuses[at].Account
	s.cancels[id] = cancel
	s.mu.Unlock()
	s.update(id, func(st *Status) { st.Syncing, st.Done, st.Total = true, 0, 0 })
	books, err := s.copyAll(ctx, a)
	s.mu.Lock()
	delete(s.cancels, id)
	s.mu.Unlock()
	s.update(id, func(st *Status) {
		st.Syncing = false
		if books != nil {
			st.Available = books
		}
		switch {
		case err == nil:
			st.Synced, st.Problem = time.Now(), nil
		case !errors.Is(err, context.Canceled):
			st.Problem = problem(err)
		}
	})
	if err != nil && ctx.Err() == nil {
		s.Logger.Info("contacts could not be copied", "error", err)
	}
	return err
}

// problem is an error as a status has it.
func problem(err error) *addressbook.Error {
	if e, ok := errors.AsType[*addressbook.Error](err); ok {
		return e
	}
	return &addressbook.Error{Op: opCopy, Code: addressbook.CodeNetwork, Err: err}
}

// copyAll copies the address books of an account that are wanted, and forgets copies of others.
func (s *Syncer) copyAll(ctx context.Context, a Account) ([]Book, error) {
	secret, err := s.secret(ctx, a)
	if err != nil {
		return nil, err
	}
	c, done, err := newClient(a, secret)
	if err != nil {
		return nil, err
	}
	defer done()
	books, err := c.discover(ctx)
	if err != nil {
		return nil, err
	}
	var stay []string
	before := 0 // contacts of the address books before
	for _, b := range books {
		if !a.wants(b) {
			continue
		}
		source := s.source(a, b)
		stay = append(stay, source.ID)
		total := 0
		ch, err := c.copy(ctx, b, source, s.etags(source.ID), func(done, of int) {
			total = of
			s.update(a.ID, func(st *Status) { st.Done, st.Total = before+done, before+of })
		})
		if err != nil {
			return books, err
		}
		before += total
		if ch == nil {
			continue
		}
		ch.source.Synced = time.Now()
		if err := s.Store.Sync(ch.source, ch.put, ch.gone); err != nil {
			return books, err
		}
	}
	return books, s.drop(a.ID, stay)
}

// source is what is known of the copy of an address book.
func (s *Syncer) source(a Account, b Book) addressbook.Source {
	id := a.ID + " " + b.URL
	for _, source := range s.Store.Book().Sources() {
		if source.ID == id {
			source.Name = b.Name
			return source
		}
	}
	return addressbook.Source{ID: id, Account: a.ID, Name: b.Name}
}

// etags are the versions of the cards that there are copies of, by href.
func (s *Syncer) etags(sourceID string) map[string]string {
	etags := map[string]string{}
	for e := range s.Store.Book().All() {
		if e.Book == sourceID {
			etags[e.Href] = e.ETag
		}
	}
	return etags
}

// update changes a status and tells of it.
func (s *Syncer) update(id string, change func(*Status)) {
	s.mu.Lock()
	for i := range s.statuses {
		if s.statuses[i].Account.ID == id {
			change(&s.statuses[i])
		}
	}
	s.mu.Unlock()
	s.bell.Ring()
}
