package resident

import (
	"net/http"
	"net/url"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
)

// client sends requests to the PBX through the part that stays, which adds the credentials; nil for an account whose address
// makes no sense.
func (l *Link) client(a account.Account) *pbxclient.Client {
	base, err := pbxclient.ParseAddress(a.Address, a.PlainHTTP)
	if err != nil {
		return nil
	}
	client, err := a.Client("", pbxclient.Config{Way: &linkWay{link: l, account: a, base: base}, Logger: l.log})
	if err != nil {
		return nil
	}
	return client
}

// linkWay is the way of an account's requests. It leads nowhere while another account is the current one: what was meant for
// one PBX must not reach another.
type linkWay struct {
	link    *Link
	account account.Account
	base    *url.URL
}

// RoundTrip implements http.RoundTripper.
func (w *linkWay) RoundTrip(r *http.Request) (*http.Response, error) {
	w.link.mu.Lock()
	remote := w.link.remote
	w.link.mu.Unlock()
	if remote == nil {
		return nil, share.ErrAway
	}
	if in := remote.Hello().Account; in == nil || *in != w.account {
		return nil, share.ErrNotSignedIn
	}
	return remote.Relay(w.base).RoundTrip(r)
}
