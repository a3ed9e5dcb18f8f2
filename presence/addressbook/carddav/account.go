// Package carddav copies contacts from CardDAV servers into the store, and never writes to them (RFC 6352, 6578, 6764).
//
// It speaks the little of WebDAV that it needs itself. go-webdav drops the host of where the address books are, which iCloud
// has elsewhere, gives up a whole answer for one card it cannot read, and does not ask for what tells that
// nothing has changed. The tests have a real server on the other side.
package carddav

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"ringside/pbxclient"
	"ringside/presence/addressbook"
)

// Account is a login at a CardDAV server. It never holds the secret.
type Account struct {
	ID       string `json:"id"`      // of the one who keeps it; "" for one that is not kept yet
	Address  string `json:"address"` // as typed: a host, or the URL of a server, a user's place on it, or an address book
	UserName string `json:"user_name"`
	// Pin is the SHA-256 of a certificate that is accepted although it is not trusted; "" for none.
	Pin       string `json:"pin,omitempty"`
	PlainHTTP bool   `json:"plain_http,omitempty"` // plain HTTP is allowed for this server
	// Books are the URLs of the address books that are copied; empty for all there are.
	Books []string `json:"books,omitempty"`
}

// Book is an address book on a server.
type Book struct {
	URL  string `json:"url"`
	Name string `json:"name"` // as the server calls it; it may be ""

	token, ctag string
}

// Status is an account and what becomes of it.
type Status struct {
	Account Account `json:"account"`
	// Available are the address books there are, once they have been listed.
	Available []Book `json:"available,omitempty"`
	// Syncing is true while it is being copied; Done of Total contacts have come by then, as far as that is known.
	Syncing bool `json:"syncing,omitempty"`
	Done    int  `json:"done,omitempty"`
	Total   int  `json:"total,omitempty"`
	// Synced is when that last worked, zero for never, and Problem why it did not the last time.
	Synced  time.Time          `json:"synced,omitzero"`
	Problem *addressbook.Error `json:"problem,omitempty"`
}

// base is where an account leads. Without a scheme it is HTTPS.
func (a Account) base() (*url.URL, error) {
	fail := func(code addressbook.Code) (*url.URL, error) {
		return nil, &addressbook.Error{Op: "read the address", Code: code}
	}
	typed := strings.TrimSpace(a.Address)
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "":
		return fail(addressbook.CodeAddress)
	case u.Scheme != "https" && u.Scheme != "http":
		return fail(addressbook.CodeAddress)
	case u.Scheme == "http" && !a.PlainHTTP:
		return fail(addressbook.CodePlainHTTP)
	case a.UserName == "" || strings.Contains(a.UserName, ":") || strings.ContainsFunc(a.UserName, unicode.IsControl):
		return fail(addressbook.CodeAddress)
	case pbxclient.ValidPin(a.Pin) != nil:
		return fail(addressbook.CodeAddress)
	}
	u.Host = strings.ToLower(u.Host)
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// key names the secret of an account in the keyring: the same for every spelling of the same address.
func (a Account) key() string {
	u, err := a.base()
	if err != nil {
		return ""
	}
	return "carddav " + a.UserName + "@" + strings.TrimPrefix(strings.TrimSuffix(u.String(), "/"), "https://")
}

// wants reports whether an address book is one of those that are copied.
func (a Account) wants(b Book) bool { return len(a.Books) == 0 || slices.Contains(a.Books, b.URL) }
