package carddav

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"ringside/pbxclient"
	"ringside/presence/addressbook"
)

const (
	maxAnswer    = 64 << 20
	maxRedirects = 5
	// requestTime bounds a request with its answer. A server may take long to list a large address book.
	requestTime = 2 * time.Minute
)

// client asks one server as one user.
type client struct {
	base             *url.URL
	userName, secret string
	way              http.RoundTripper
}

func newClient(a Account, secret string) (c *client, done func(), err error) {
	base, err := a.base()
	if err != nil {
		return nil, nil, err
	}
	transport, err := pbxclient.NewTransport(base.Hostname(), a.Pin)
	if err != nil {
		return nil, nil, &addressbook.Error{Op: "read the address", Code: addressbook.CodeAddress, Err: err}
	}
	return &client{base: base, userName: a.UserName, secret: secret, way: transport}, transport.CloseIdleConnections, nil
}

// ask sends a request and reads the answer; at is where it came from in the end.
func (c *client) ask(ctx context.Context, op, method string, to *url.URL, depth, body string) (m *multistatus, at *url.URL, err error) {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	for range maxRedirects + 1 {
		if !c.trusts(to) {
			return nil, nil, &addressbook.Error{Op: op, Code: addressbook.CodeElsewhere, Detail: to.Scheme + "://" + to.Host}
		}
		request, err := http.NewRequestWithContext(ctx, method, to.String(), strings.NewReader(body))
		if err != nil {
			return nil, nil, &addressbook.Error{Op: op, Code: addressbook.CodeAddress}
		}
		request.Header.Set("Content-Type", "application/xml; charset=utf-8")
		request.Header.Set("Depth", depth)
		request.Header.Set("User-Agent", "Ringside")
		request.SetBasicAuth(c.userName, c.secret)
		answer, err := c.way.RoundTrip(request)
		if err != nil {
			return nil, nil, network(ctx, op, err)
		}
		where := answer.Header.Get("Location")
		if answer.StatusCode/100 == 3 && where != "" {
			_, _ = io.CopyN(io.Discard, answer.Body, 4<<10)
			_ = answer.Body.Close()
			if to, err = to.Parse(where); err != nil || to.User != nil {
				return nil, nil, &addressbook.Error{Op: op, Code: addressbook.CodeNotDAV, Status: answer.StatusCode}
			}
			continue
		}
		m, err := read(ctx, op, answer)
		return m, to, err
	}
	return nil, nil, &addressbook.Error{Op: op, Code: addressbook.CodeNotDAV, Detail: "it redirects on and on"}
}

// trusts reports whether the password may be sent to a place: to the server that was named, and over TLS to others of the same
// owner, since some keep the address books elsewhere than the name that people know.
func (c *client) trusts(to *url.URL) bool {
	switch {
	case to.Scheme == c.base.Scheme && strings.EqualFold(to.Host, c.base.Host):
		return true
	case to.Scheme != "https":
		return false
	case strings.EqualFold(to.Hostname(), c.base.Hostname()):
		return true
	}
	ours, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(c.base.Hostname()))
	theirs, errTheirs := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(to.Hostname()))
	return err == nil && errTheirs == nil && ours == theirs
}

// read takes an answer apart.
func read(ctx context.Context, op string, answer *http.Response) (*multistatus, error) {
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusMultiStatus {
		_, _ = io.CopyN(io.Discard, answer.Body, 64<<10)
		return nil, &addressbook.Error{Op: op, Code: codeOf(answer.StatusCode), Status: answer.StatusCode}
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, network(ctx, op, err)
	case len(body) > maxAnswer:
		return nil, &addressbook.Error{Op: op, Code: addressbook.CodeTooLarge}
	}
	m := &multistatus{}
	if err := xml.NewDecoder(bytes.NewReader(body)).Decode(m); err != nil {
		return nil, &addressbook.Error{Op: op, Code: addressbook.CodeNotDAV, Status: answer.StatusCode, Err: errors.New("the answer makes no sense")}
	}
	return m, nil
}

// codeOf sorts a status that is not the one of WebDAV.
func codeOf(status int) addressbook.Code {
	switch {
	case status == http.StatusUnauthorized:
		return addressbook.CodeLogin
	case status == http.StatusForbidden:
		return addressbook.CodeForbidden
	case status == http.StatusTooManyRequests, status/100 == 5 && status != http.StatusNotImplemented:
		return addressbook.CodeServer
	}
	return addressbook.CodeNotDAV
}

// network sorts what kept an answer from coming. What the caller gave up stays that.
func network(ctx context.Context, op string, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	e := &addressbook.Error{Op: op, Code: addressbook.CodeNetwork, Err: err}
	if fingerprint, changed := pbxclient.BadCertificate(err); fingerprint != "" {
		e.Code, e.Fingerprint = addressbook.CodeCert, fingerprint
		if changed {
			e.Code = addressbook.CodePin
		}
	}
	return e
}
