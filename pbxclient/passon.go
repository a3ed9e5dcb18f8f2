package pbxclient

import (
	"errors"
	"net/http"
	"strings"
)

// RoundTrip implements http.RoundTripper for somebody whose requests are passed on: a request to a path below the base of
// the API, sent as this client sends its own, credentials and all. It fails with an *Error, on any answer that is no
// success as well.
func (c *Client) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx := withBodyLimit(request.Context(), maxList)
	request = request.Clone(ctx)
	request.URL = c.base.ResolveReference(request.URL)
	if !strings.HasPrefix(request.URL.EscapedPath(), c.base.EscapedPath()) || !sameOrigin(request.URL, c.base) {
		return nil, &Error{Op: "pass on", Code: CodeBadRequest, Err: errors.New("the request leads elsewhere")}
	}
	return c.handlers.RoundTrip(request)
}
