package carddav

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"ringside/presence/addressbook"
)

// Discover lists the address books of an account. It fails with an [addressbook.Error], or when ctx ends.
func Discover(ctx context.Context, a Account, secret string) ([]Book, error) {
	c, done, err := newClient(a, secret)
	if err != nil {
		return nil, err
	}
	defer done()
	return c.discover(ctx)
}

const opFind = "find the address books"

// discover begins where somebody said, and at the places where servers are to be asked about it (RFC 6764).
func (c *client) discover(ctx context.Context) ([]Book, error) {
	wellKnown, root := &url.URL{Path: "/.well-known/carddav"}, &url.URL{Path: "/"}
	starts := []*url.URL{c.base, c.base.ResolveReference(wellKnown), c.base.ResolveReference(root)}
	if c.base.Path == "/" { // the page that people see, mostly
		starts = starts[1:]
	}
	var first error
	spoken := false // some place has been one of WebDAV
	for _, start := range starts {
		books, err := c.from(ctx, start)
		if len(books) > 0 {
			return books, nil
		}
		if err != nil && !isCode(err, addressbook.CodeNotDAV, addressbook.CodeForbidden) {
			return nil, err
		}
		spoken = spoken || err == nil
		if first == nil {
			first = err
		}
	}
	if spoken {
		return nil, &addressbook.Error{Op: opFind, Code: addressbook.CodeNoBooks}
	}
	return nil, first
}

// from finds address books by what a place tells of itself: it is one, or has some, or knows who does.
func (c *client) from(ctx context.Context, start *url.URL) ([]Book, error) {
	p, at, err := c.place(ctx, start)
	if err != nil {
		return nil, err
	}
	if p.Type.Book != nil {
		return []Book{bookOf(at, p)}, nil
	}
	homes, by := p.Home.List, at
	if len(homes) == 0 && len(p.Principal.List) > 0 {
		who, err := at.Parse(p.Principal.List[0])
		if err != nil {
			return nil, &addressbook.Error{Op: opFind, Code: addressbook.CodeNotDAV}
		}
		if p, by, err = c.place(ctx, who); err != nil {
			return nil, err
		}
		homes = p.Home.List
	}
	if len(homes) == 0 {
		homes, by = []string{at.String()}, at
	}
	var books []Book
	for _, home := range homes {
		to, err := by.Parse(home)
		if err != nil {
			continue
		}
		found, err := c.list(ctx, to)
		if err != nil {
			return nil, err
		}
		books = append(books, found...)
	}
	return books, nil
}

// place asks a place about itself.
func (c *client) place(ctx context.Context, to *url.URL) (prop, *url.URL, error) {
	m, at, err := c.ask(ctx, opFind, "PROPFIND", to, "0", askPlace)
	if err != nil {
		return prop{}, nil, err
	}
	for _, r := range m.Responses {
		if p, there := r.prop(); there {
			return p, at, nil
		}
	}
	return prop{}, at, nil
}

// list finds the address books at a place.
func (c *client) list(ctx context.Context, home *url.URL) ([]Book, error) {
	m, at, err := c.ask(ctx, opFind, "PROPFIND", home, "1", askPlace)
	if err != nil {
		return nil, err
	}
	var books []Book
	for _, r := range m.Responses {
		to, err := at.Parse(r.Href)
		if p, there := r.prop(); there && err == nil && p.Type.Book != nil {
			books = append(books, bookOf(to, p))
		}
	}
	return books, nil
}

func bookOf(at *url.URL, p prop) Book {
	return Book{URL: at.String(), Name: p.Name, token: p.Token, ctag: p.CTag}
}

// isCode reports whether an error is one of these.
func isCode(err error, codes ...addressbook.Code) bool {
	e, ok := errors.AsType[*addressbook.Error](err)
	return ok && slices.Contains(codes, e.Code)
}
