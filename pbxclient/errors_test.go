package pbxclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

const page = "<!DOCTYPE html>\n<html>\n  <title>Sign in</title>"

func TestErrors_AreSortedByStatusFirst(t *testing.T) {
	const asJSON, asHTML = "application/json", "text/html; charset=utf-8"
	tests := []struct {
		status            int
		contentType, body string
		want              Code
	}{
		{401, asJSON, `{"message":"no"}`, CodeUnauthorized},
		{401, asHTML, page, CodeUnauthorized},
		{401, asHTML, "", CodeUnauthorized},
		{403, asJSON, `{"message":"no"}`, CodeForbidden},
		{403, asHTML, page, CodeForbidden},
		{404, asJSON, `{"message":"no"}`, CodeNotFound},
		{404, asHTML, page, CodeNotFound},
		{429, asHTML, page, CodeRateLimited},
		{400, asJSON, `{"message":"no"}`, CodeBadRequest},
		{400, asHTML, "", CodeBadRequest},
		{400, asHTML, page, CodeNotPBX},
		{405, "text/plain", "nope", CodeNotPBX},
		{407, asHTML, page, CodeNotPBX},
		{500, asJSON, `{}`, CodeServer},
		{500, asHTML, page, CodeServer},
		{501, asHTML, page, CodeServer},
		{502, asHTML, page, CodeUnavailable},
		{503, asJSON, `{}`, CodeUnavailable},
		{504, asHTML, page, CodeUnavailable},
		{304, asJSON, "", CodeRedirect},
		{302, asHTML, page, CodeRedirect}, // without a Location
		{200, asHTML, page, CodeNotPBX},
		{200, asJSON, page, CodeNotPBX},
		{200, "text/plain", "It works!", CodeNotPBX},
		{200, "application/xml", "<users/>", CodeNotPBX},
		{200, asJSON, "", CodeBadAnswer},
		{200, asJSON, " \r\n", CodeBadAnswer},
		{200, asJSON, `[{"uuid":"a"},{"uu`, CodeBadAnswer},
		{200, asJSON, `{"users":[{"uuid":"a"}`, CodeBadAnswer},
		{200, asJSON, `[{"uuid":"a"}] trailing`, CodeBadAnswer},
		{200, asJSON, `[oops]`, CodeBadAnswer},
		{200, asJSON, `null`, CodeBadAnswer},
		{200, asJSON, `"ok"`, CodeBadAnswer},
		{200, asJSON, `42`, CodeBadAnswer},
		{200, asJSON, `{}`, CodeBadAnswer},
		{200, asJSON, `{"error":"maintenance"}`, CodeBadAnswer},
		{200, asJSON, `{"users":null}`, CodeBadAnswer},
		{200, asJSON, `{"users":{"uuid":"a"}}`, CodeBadAnswer},
		{200, asJSON, `{"a":[],"b":[]}`, CodeBadAnswer},
	}
	for _, test := range tests {
		t.Run(sprintf("%d %s %.20s", test.status, test.contentType, test.body), func(t *testing.T) {
			_, err := clientFor(t, says(test.status, test.contentType, test.body)).Users(t.Context(), ListOptions{})
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Code != test.want {
				t.Fatalf("got %v, want %s", err, test.want)
			}
			if e.Status != test.status || e.Op != "list users" {
				t.Errorf("status %d, op %q", e.Status, e.Op)
			}
			if !IsCode(err, CodeTimeout, test.want) || IsCode(err, CodeTimeout) || CodeOf(fmt.Errorf("wrapped: %w", err)) != test.want {
				t.Error("IsCode and CodeOf see something else")
			}
			if html := test.body == page; html != (e.Snippet == "<!DOCTYPE html> <html> <title>Sign in</title>") {
				t.Errorf("what came instead: %q", e.Snippet)
			}
			if test.body == page && e.ContentType != test.contentType {
				t.Errorf("content type %q", e.ContentType)
			}
			if text := err.Error(); strings.ContainsAny(text, "\r\n") || !strings.HasPrefix(text, sprintf("list users: %d %s", test.status, test.want)) {
				t.Errorf("the line is %q", text)
			}
		})
	}
}

func TestErrors_LinesForScripts(t *testing.T) {
	tests := map[string]http.HandlerFunc{
		`list users: 403 forbidden: no admin role`:                    says(403, "application/json", `{"message":"no admin role"}`),
		`list users: 200 not a PBX: got text/html "<h1>Welcome</h1>"`: says(200, "text/html", "<h1>Welcome</h1>"),
		`list users: 503 unavailable`:                                 says(503, "", ""),
	}
	for want, handler := range tests {
		_, err := clientFor(t, handler).Users(t.Context(), ListOptions{})
		if got := err.Error(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestErrors_SayWhatThePBXSaid(t *testing.T) {
	tests := map[string]string{
		`{"message":"not permitted","status":"failure"}`: "not permitted",
		`{"error":"not permitted"}`:                      "not permitted",
		`{"error":{"message":"not permitted"}}`:          "not permitted",
		`{"detail":"not permitted"}`:                     "not permitted",
		`{"status":"failure"}`:                           "failure",
		`"not permitted"`:                                "not permitted",
		`{"message":7}`:                                  "",
		`[]`:                                             "",
		`{"message":"two\nlines\u0007\u202egnp"}`:        "two lines gnp",
	}
	for body, want := range tests {
		_, err := clientFor(t, says(403, "application/json", body)).Users(t.Context(), ListOptions{})
		if e, ok := errors.AsType[*Error](err); !ok || e.Message != want {
			t.Errorf("%s: got %v, want %q", body, err, want)
		}
	}
	_, err := clientFor(t, says(403, "application/json", `{"message":"`+strings.Repeat("é", 5000)+`"}`)).Users(t.Context(), ListOptions{})
	if e, ok := errors.AsType[*Error](err); !ok || len([]rune(e.Message)) != maxMessage {
		t.Error("a message is not bounded")
	}
}

func TestErrors_RetryAfter(t *testing.T) {
	date := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	tests := map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "-7": 0, "soon": 0, "86400": time.Hour,
		date.Add(time.Minute).Format(http.TimeFormat):  time.Minute,
		date.Add(-time.Minute).Format(http.TimeFormat): 0,
	}
	for value, want := range tests {
		response := respond(503, "{}", "Retry-After", value, "Date", date.Format(http.TimeFormat))
		if got := retryAfter(response.Header); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
	_, err := clientFor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "9")
		w.WriteHeader(http.StatusTooManyRequests)
	}).Users(t.Context(), ListOptions{})
	if e, ok := errors.AsType[*Error](err); !ok || e.RetryAfter != 9*time.Second {
		t.Errorf("got %+v", err)
	}
}

func TestErrors_OfTheNetwork(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	hangUp := func(w http.ResponseWriter, _ *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		_ = conn.Close()
	}
	cutOff := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `[{"uuid":"a"},`)
	}
	tooLarge := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `["`)
		_, _ = io.WriteString(w, strings.Repeat("x", maxOther))
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	over, cancelOver := context.WithTimeout(t.Context(), -time.Second)
	defer cancelOver()
	tests := map[string]struct {
		server string
		ctx    context.Context
		want   Code
		is     error
	}{
		"refused":      {closed.URL, t.Context(), CodeUnreachable, nil},
		"no such host": {"http://pbx.invalid", t.Context(), CodeUnreachable, nil},
		"hung up":      {serve(t, hangUp).URL, t.Context(), CodeUnreachable, io.EOF},
		"cut off":      {serve(t, cutOff).URL, t.Context(), CodeBadAnswer, io.ErrUnexpectedEOF},
		"too large":    {serve(t, tooLarge).URL, t.Context(), CodeTooLarge, errTooLarge},
		"cancelled":    {closed.URL, cancelled, CodeCancelled, context.Canceled},
		"too late":     {closed.URL, over, CodeTimeout, context.DeadlineExceeded},
		"no TLS there": {strings.Replace(serve(t, saysJSON(`{}`)).URL, "http:", "https:", 1), t.Context(), CodeUnreachable, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			client := clientOf(t, Config{Base: baseOf(t, test.server), UserName: testUser, Secret: testSecret, Dial: noNames})
			_, err := client.User(test.ctx, "u1", "")
			if !IsCode(err, test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v is not %v", err, test.is)
			}
		})
	}
}

// noNames dials addresses only, so that no test asks a name server.
func noNames(ctx context.Context, network, addr string) (net.Conn, error) {
	if host, _, _ := net.SplitHostPort(addr); net.ParseIP(host) == nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
	}
	return (&net.Dialer{}).DialContext(ctx, network, addr)
}

func TestErrors_AnArgumentThatLeadsElsewhereIsNotSent(t *testing.T) {
	pbx := serve(t, saysJSON(`[]`))
	client := pbx.client(t)
	for _, id := range []string{"", ".", ".."} {
		if _, err := client.User(t.Context(), id, ""); !IsCode(err, CodeBadRequest) {
			t.Errorf("%q: %v", id, err)
		}
		if _, err := client.Hangup(t.Context(), id); !IsCode(err, CodeBadRequest) {
			t.Errorf("%q: %v", id, err)
		}
	}
	pbx.gotNothing(t)
}
