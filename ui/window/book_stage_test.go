package window

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"ringside/pbxclient/dialplan"
	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
)

// cardBox are own contacts that a test plays.
type cardBox struct {
	addressbook.Bell
	mu       sync.Mutex
	book     *addressbook.Book
	version  uint64
	accounts []carddav.Status
	asked    []string
	put      []addressbook.Entry
	refuse   error
	outline  addressbook.Outline
	books    []carddav.Book
	tried    []carddav.Account
}

func newCards(entries ...*addressbook.Entry) *cardBox {
	c := &cardBox{book: addressbook.NewBook("s", 0, "NL", nil, nil)}
	c.set(entries...)
	return c
}

// set keeps entries, beside those there are.
func (c *cardBox) set(entries ...*addressbook.Entry) {
	c.mu.Lock()
	c.version++
	for _, e := range entries {
		e.Seq = c.version
		for i := range e.Numbers {
			e.Numbers[i].Key = dialplan.Canonical(e.Numbers[i].Value, "NL")
		}
	}
	c.book = c.book.With(c.version, "NL", c.book.Sources(), entries, nil)
	c.mu.Unlock()
	c.Ring()
}

func (c *cardBox) ask(format string, args ...any) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, fmt.Sprintf(format, args...))
	return c.refuse
}

func (c *cardBox) took() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	asked := c.asked
	c.asked = nil
	return asked
}

func (c *cardBox) Book() *addressbook.Book {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.book
}

func (c *cardBox) Accounts() []carddav.Status { return c.accounts }

func (c *cardBox) Put(_ context.Context, e addressbook.Entry) (*addressbook.Entry, error) {
	if err := c.ask("put %s", e.Name()); err != nil {
		return nil, err
	}
	if !e.Tidy() {
		return nil, &addressbook.Error{Op: "keep a contact", Code: addressbook.CodeEmpty}
	}
	if e.ID == "" {
		e.ID = "new"
	}
	c.put = append(c.put, e)
	kept := e
	c.set(&kept)
	return &kept, nil
}

func (c *cardBox) Remove(_ context.Context, ids ...string) error {
	if err := c.ask("remove %s", strings.Join(ids, " ")); err != nil {
		return err
	}
	c.mu.Lock()
	c.version++
	c.book = c.book.With(c.version, "NL", nil, nil, ids)
	c.mu.Unlock()
	c.Ring()
	return nil
}

func (c *cardBox) Preview(_ context.Context, path string) (addressbook.Outline, error) {
	return c.outline, c.ask("preview %s", path)
}
func (c *cardBox) Apply(_ context.Context, id string) error { return c.ask("apply %s", id) }

func (c *cardBox) Export(_ context.Context, path string, f addressbook.Format, ids ...string) (int, error) {
	return c.Book().Len(), c.ask("export %s %s %q", path, f, ids)
}

func (c *cardBox) Discover(_ context.Context, a carddav.Account, secret string) ([]carddav.Book, error) {
	c.tried = append(c.tried, a)
	return slices.Clone(c.books), c.ask("discover %s %s %s", a.Address, a.UserName, secret)
}

func (c *cardBox) AddAccount(_ context.Context, a carddav.Account, secret string) (kept, err error) {
	return errors.New("no keyring"), c.ask("add %s %s %s %q", a.Address, a.UserName, secret, a.Books)
}

func (c *cardBox) RemoveAccount(_ context.Context, id string) error { return c.ask("forget %s", id) }
func (c *cardBox) Sync(_ context.Context, id string) error          { return c.ask("sync %s", id) }
