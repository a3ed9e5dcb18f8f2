package pbxclient

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// RoundTrip implements http.RoundTripper for somebody whose requests are passed on: a request to a path below the base of
// the API, sent as this client sends its own, credentials and all. It fails with an *Error, on any answer that is no
// success as well.
func (c *Client) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(withBodyLimit(request.Context(), maxList))
	request.URL, request.Host = c.base.ResolveReference(request.URL), ""
	if request.Header == nil {
		request.Header = http.Header{}
	}
	if !c.isBelowBase(request.URL) {
		return nil, &Error{Op: "pass on", Code: CodeBadRequest, Err: errors.New("the request leads elsewhere")}
	}
	return c.handlers.RoundTrip(request)
}

// isBelowBase reports whether a URL stays below the base of the API, however a server may read its path.
func (c *Client) isBelowBase(u *url.URL) bool {
	return sameOrigin(u, c.base) && u.User == nil && u.Opaque == "" &&
		strings.HasPrefix(u.EscapedPath(), c.base.EscapedPath()) && !strings.Contains(u.Path+"/", "/../")
}
