package share

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"ringside/pbxclient"
)

// pbxRequest is a request to the PBX, passed on by whoever is signed in there. It has no credentials: those are added on
// the way, and never come to this side.
type pbxRequest struct {
	Method string `json:"method"`
	Path   string `json:"path"` // below the base of the API, escaped
	Query  string `json:"query,omitempty"`
	Body   string `json:"body,omitempty"`
}

// pbxAnswer is what the PBX said.
type pbxAnswer struct {
	Status int         `json:"status"`
	Header http.Header `json:"header,omitempty"`
	Body   string      `json:"body"`
}

// relayed is how long a request may take, for those who ask and do not cancel: longer than any that a client waits for.
const relayed = 3 * time.Minute

// methods are those of the API.
var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete}

// passedOn are the headers of an answer that say something to a client of the API.
var passedOn = []string{"Content-Type", "Date", "Location"}

// relay sends the request over the way to the PBX, which knows its base.
func (r *pbxRequest) relay(ctx context.Context, way http.RoundTripper) (*pbxAnswer, error) {
	if !slices.Contains(methods, r.Method) {
		return nil, &pbxclient.Error{Op: "pass on a request", Code: pbxclient.CodeBadRequest, Err: errors.New("the API has no such method")}
	}
	target, err := url.Parse(r.Path)
	if err != nil || target.IsAbs() || target.Host != "" || strings.HasPrefix(r.Path, "/") || strings.Contains("/"+target.Path+"/", "/../") {
		return nil, &pbxclient.Error{Op: "pass on a request", Code: pbxclient.CodeBadRequest, Err: errors.New("the path leads elsewhere")}
	}
	ctx, cancel := context.WithTimeout(ctx, relayed)
	defer cancel()
	target.RawQuery = r.Query
	request := (&http.Request{Method: r.Method, URL: target, Header: http.Header{}}).WithContext(ctx)
	if r.Body != "" {
		request.Header.Set("Content-Type", "application/json")
		request.ContentLength = int64(len(r.Body))
		request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(r.Body)), nil }
		request.Body, _ = request.GetBody()
	}
	response, err := way.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	answer := &pbxAnswer{Status: response.StatusCode, Header: http.Header{}, Body: string(body)}
	for _, name := range passedOn {
		if value := response.Header.Get(name); value != "" {
			answer.Header.Set(name, value)
		}
	}
	return answer, nil
}

// Relay is a way to the PBX that leads through the other process, for a [pbxclient.Config]. base is the client's.
func (r *Remote) Relay(base *url.URL) http.RoundTripper { return &relay{remote: r, base: base} }

type relay struct {
	remote *Remote
	base   *url.URL
}

// RoundTrip implements http.RoundTripper.
func (r *relay) RoundTrip(asked *http.Request) (*http.Response, error) {
	path, below := strings.CutPrefix(asked.URL.EscapedPath(), r.base.EscapedPath())
	if !below {
		return nil, &pbxclient.Error{Code: pbxclient.CodeBadRequest, Err: errors.New("it is not below the base of the API")}
	}
	ask := &pbxRequest{Method: asked.Method, Path: path, Query: asked.URL.RawQuery}
	if asked.Body != nil {
		body, err := io.ReadAll(asked.Body)
		_ = asked.Body.Close()
		if err != nil {
			return nil, err
		}
		ask.Body = string(body)
	}
	var answer pbxAnswer
	if err := r.remote.ask(asked.Context(), request{Do: doPBX, PBX: ask}, &answer); err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: answer.Status, Header: answer.Header, Request: asked, Body: io.NopCloser(strings.NewReader(answer.Body)),
		ProtoMajor: 1, ProtoMinor: 1, ContentLength: int64(len(answer.Body)),
	}, nil
}
