package carddav

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"ringside/presence/addressbook"
	"ringside/presence/addressbook/files"
)

const (
	opCopy = "copy the address book"
	// atOnce is how many cards are fetched with one request.
	atOnce = 100
	// maxSteps bounds how often a server may say that there is more of a list of changes.
	maxSteps = 1000
)

// listing is what has changed in an address book, or all that is in it.
type listing struct {
	found map[string]item // by href as [hrefOf] has it
	gone  []string
	whole bool // what is not found is gone
	token string
}

// item is a card as it is listed.
type item struct {
	href string // as the server writes it
	etag string
}

// changes is what takes a copy from one state to another.
type changes struct {
	source addressbook.Source
	put    []addressbook.Entry
	gone   []string
}

// copy finds out what has to be done to a copy, whose etags by href are those, to make it what the server has; nil for nothing.
func (c *client) copy(ctx context.Context, b Book, source addressbook.Source, etags map[string]string, progress func(done, total int)) (*changes, error) {
	at, err := url.Parse(b.URL)
	if err != nil {
		return nil, &addressbook.Error{Op: opCopy, Code: addressbook.CodeAddress}
	}
	if b.token != "" && b.token == source.Token || b.token == "" && b.ctag != "" && b.ctag == source.CTag {
		return nil, nil
	}
	l, err := c.changed(ctx, at, b, source.Token)
	if err != nil {
		return nil, err
	}
	ch := &changes{source: source, gone: l.gone}
	ch.source.Token, ch.source.CTag = l.token, b.ctag
	var fetch []item
	for href, i := range l.found {
		if etag, there := etags[href]; !there || i.etag == "" || etag != i.etag {
			fetch = append(fetch, i)
		}
	}
	if l.whole {
		for href := range etags {
			if _, there := l.found[href]; !there {
				ch.gone = append(ch.gone, href)
			}
		}
	}
	progress(0, len(fetch))
	for done := 0; done < len(fetch); done += atOnce {
		some := fetch[done:min(done+atOnce, len(fetch))]
		entries, err := c.cards(ctx, at, some)
		if err != nil {
			return nil, err
		}
		ch.put = append(ch.put, entries...)
		progress(done+len(some), len(fetch))
	}
	return ch, nil
}

// changed lists what has changed since a token, or everything: where there is none, where the server does not know it any more,
// and where it keeps none at all.
func (c *client) changed(ctx context.Context, at *url.URL, b Book, token string) (*listing, error) {
	if b.token == "" {
		return c.everything(ctx, at)
	}
	l, err := c.report(ctx, at, token)
	if err != nil && token != "" && refused(err) {
		l, err = c.report(ctx, at, "")
	}
	if err != nil && refused(err) {
		return c.everything(ctx, at)
	}
	return l, err
}

// refused reports whether a server does not do what it was asked for, while nothing else is wrong.
func refused(err error) bool {
	return isCode(err, addressbook.CodeNotDAV, addressbook.CodeForbidden)
}

// report asks for what has changed since a token (RFC 6578), in as many steps as the server likes.
func (c *client) report(ctx context.Context, at *url.URL, token string) (*listing, error) {
	l := &listing{found: map[string]item{}, whole: token == "", token: token}
	self := hrefOf(at, at.Path)
	for range maxSteps {
		m, _, err := c.ask(ctx, opCopy, "REPORT", at, "0", fmt.Sprintf(askReport, quoted(l.token)))
		if err != nil {
			return nil, err
		}
		more := false
		for _, r := range m.Responses {
			href := hrefOf(at, r.Href)
			p, there := r.prop()
			switch {
			case strings.TrimSuffix(href, "/") == strings.TrimSuffix(self, "/"):
				more = more || hasCode(r.Status, "507")
			case hasCode(r.Status, "404"):
				delete(l.found, href)
				l.gone = append(l.gone, href)
			case there && !strings.HasSuffix(href, "/"):
				l.found[href] = item{r.Href, p.ETag}
			}
		}
		if m.Token == "" {
			return nil, &addressbook.Error{Op: opCopy, Code: addressbook.CodeNotDAV, Status: http.StatusMultiStatus, Detail: "a list of changes without a token"}
		}
		stuck := m.Token == l.token
		if l.token = m.Token; !more || stuck {
			return l, nil
		}
	}
	return nil, &addressbook.Error{Op: opCopy, Code: addressbook.CodeServer, Detail: "a list of changes without an end"}
}

// everything lists all cards.
func (c *client) everything(ctx context.Context, at *url.URL) (*listing, error) {
	m, _, err := c.ask(ctx, opCopy, "PROPFIND", at, "1", askETags)
	if err != nil {
		return nil, err
	}
	l := &listing{found: map[string]item{}, whole: true}
	for _, r := range m.Responses {
		href := hrefOf(at, r.Href)
		if p, there := r.prop(); there && p.Type.Collection == nil && !strings.HasSuffix(href, "/") {
			l.found[href] = item{r.Href, p.ETag}
		}
	}
	return l, nil
}

// cards fetches some cards. One that is no more is left out.
func (c *client) cards(ctx context.Context, at *url.URL, some []item) ([]addressbook.Entry, error) {
	var list strings.Builder
	etags := map[string]string{}
	for _, i := range some {
		list.WriteString("<href>" + quoted(i.href) + "</href>")
		etags[hrefOf(at, i.href)] = i.etag
	}
	m, _, err := c.ask(ctx, opCopy, "REPORT", at, "1", fmt.Sprintf(askCards, list.String()))
	if err != nil {
		return nil, err
	}
	var entries []addressbook.Entry
	for _, r := range m.Responses {
		href := hrefOf(at, r.Href)
		listed, asked := etags[href]
		p, there := r.prop()
		if !there || !asked {
			continue
		}
		var e addressbook.Entry // of a card that makes no sense: the store has no copy of it
		if read := files.Cards([]byte(p.Data)); len(read.Records) > 0 {
			e = read.Records[0].Entry
		}
		e.Href, e.ETag = href, cmp.Or(p.ETag, listed)
		entries = append(entries, e)
	}
	return entries, nil
}
