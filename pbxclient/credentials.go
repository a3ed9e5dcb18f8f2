package pbxclient

import (
	"net/http"
	"net/url"
)

// credentials is the handler that says who asks and for what: JSON, by HTTP Basic. The credentials go to the origin of
// base only; whatever else may lead a request elsewhere, it arrives there without them.
type credentials struct {
	next             http.RoundTripper
	base             *url.URL
	userName, secret string
}

func (c *credentials) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "Ringside")
	request.Header.Del("Authorization")
	if sameOrigin(request.URL, c.base) {
		request.SetBasicAuth(c.userName, c.secret)
	}
	return c.next.RoundTrip(request)
}
