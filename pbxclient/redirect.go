package pbxclient

import (
	"io"
	"net/http"
	"net/url"
)

const maxRedirects = 5

// redirectError is a redirect that is not followed. Its text names an origin at most: the rest of a Location may
// repeat a query, with a password in it.
type redirectError string

func (e redirectError) Error() string { return string(e) }

// redirects is the handler that follows a redirect within the PBX's own origin and refuses any other: to another host,
// from https down to http, in circles, or one that would make a GET of a command.
type redirects struct {
	next http.RoundTripper
}

func (r *redirects) RoundTrip(request *http.Request) (*http.Response, error) {
	for range maxRedirects + 1 {
		response, err := r.next.RoundTrip(request)
		if err != nil || !isRedirect(response) {
			return response, err
		}
		// A short body is read to its end, so that the connection can be used again.
		_, _ = io.CopyN(io.Discard, response.Body, 4<<10)
		_ = response.Body.Close()
		if request, err = follow(request, response); err != nil {
			return nil, err
		}
	}
	return nil, redirectError("it goes on and on")
}

func isRedirect(response *http.Response) bool {
	switch response.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return response.Header.Get("Location") != ""
	}
	return false
}

// follow returns the request to make next.
func follow(request *http.Request, response *http.Response) (*http.Request, error) {
	target, err := request.URL.Parse(response.Header.Get("Location"))
	if err != nil {
		return nil, redirectError("it leads to no valid address")
	}
	if !sameOrigin(target, request.URL) || target.User != nil {
		return nil, redirectError("it leads to " + originOf(target))
	}
	keepsMethod := response.StatusCode == http.StatusTemporaryRedirect || response.StatusCode == http.StatusPermanentRedirect
	if request.Method != http.MethodGet && !keepsMethod {
		return nil, redirectError("it would make a GET of a " + request.Method)
	}
	next := request.Clone(request.Context())
	next.URL, next.Host = target, ""
	if request.GetBody != nil {
		if next.Body, err = request.GetBody(); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// originOf is scheme and host of a URL, fit for an error.
func originOf(u *url.URL) string {
	return oneLine((&url.URL{Scheme: u.Scheme, Host: u.Host}).String(), maxMessage)
}
