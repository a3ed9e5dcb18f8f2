package pbxclient

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	testUser   = "anna"
	testSecret = "s3cr3t&<pass>"
	testPrefix = "/office/apis/pbx/" // behind a reverse proxy, so that nothing may take the root for granted
)

// request is what a server got.
type request struct {
	Method, Path, Query, Body string
	Header                    http.Header
}

// fakePBX answers every request in the same way, or by its handler, and keeps what it got.
type fakePBX struct {
	*httptest.Server
	mu       sync.Mutex
	requests []request
}

// serve runs a server for one test.
func serve(t *testing.T, handler http.HandlerFunc) *fakePBX {
	t.Helper()
	pbx := &fakePBX{}
	pbx.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		pbx.mu.Lock()
		pbx.requests = append(pbx.requests, request{r.Method, strings.TrimPrefix(r.URL.EscapedPath(), testPrefix), r.URL.RawQuery, string(body), r.Header})
		pbx.mu.Unlock()
		handler(w, r)
	}))
	t.Cleanup(pbx.Close)
	return pbx
}

// says is a handler that always answers the same.
func says(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// saysJSON is a handler that always answers 200 with the same JSON.
func saysJSON(body string) http.HandlerFunc { return says(http.StatusOK, "application/json", body) }

// client is a client for the server.
func (p *fakePBX) client(t *testing.T) *Client {
	t.Helper()
	return clientOf(t, Config{Base: baseOf(t, p.URL), UserName: testUser, Secret: testSecret})
}

// got returns the next request that the server got.
func (p *fakePBX) got(t *testing.T) request {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.requests) == 0 {
		t.Fatal("the server got no (further) request")
	}
	first := p.requests[0]
	p.requests = p.requests[1:]
	return first
}

// gotNothing fails if the server got a (further) request.
func (p *fakePBX) gotNothing(t *testing.T) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.requests {
		t.Errorf("the server got %s %s %s", r.Method, r.Path, r.Body)
	}
}

// serveTLS runs a server with a certificate that nobody trusts, for one test.
func serveTLS(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// clientFor is a client for a server with this handler.
func clientFor(t *testing.T, handler http.HandlerFunc) *Client {
	t.Helper()
	return serve(t, handler).client(t)
}

func clientOf(t *testing.T, cfg Config) *Client {
	t.Helper()
	client, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdle)
	return client
}

func baseOf(t *testing.T, server string) *url.URL {
	t.Helper()
	base, err := url.Parse(server + testPrefix)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// roundTrip is a RoundTripper made of a function: what lies behind the handler under test.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// respond makes an answer without a server. Its pairs are headers.
func respond(status int, body string, headers ...string) *http.Response {
	recorder := httptest.NewRecorder()
	for i := 0; i+1 < len(headers); i += 2 {
		recorder.Header().Set(headers[i], headers[i+1])
	}
	recorder.WriteHeader(status)
	_, _ = recorder.WriteString(body)
	return recorder.Result()
}

// get makes a request without a server.
func get(t *testing.T, address string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
