package pbxclient

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Code is the kind of a failure, for callers that decide on it. Its text fits into a sentence for a log.
type Code string

// The kinds of failure.
const (
	CodeUnauthorized Code = "unauthorized"        // 401: the user name, password or key was refused
	CodeForbidden    Code = "forbidden"           // 403: this login may not do that
	CodeNotFound     Code = "not found"           // 404
	CodeRateLimited  Code = "rate limited"        // 429; RetryAfter may tell for how long
	CodeBadRequest   Code = "bad request"         // any other 4xx, or an argument that cannot be sent (Status 0)
	CodeUnavailable  Code = "unavailable"         // 502, 503, 504; RetryAfter may tell for how long
	CodeServer       Code = "server error"        // any other 5xx
	CodeNotPBX       Code = "not a PBX"           // 2xx that is no JSON, and such a 4xx to a question: a login page, a proxy's page
	CodeBadAnswer    Code = "bad answer"          // JSON that was cut off or has another shape
	CodeTooLarge     Code = "too large"           // the answer is over its bound
	CodeTimeout      Code = "timeout"             // no answer, or no whole one, in time
	CodeUnreachable  Code = "unreachable"         // no such host, refused, reset
	CodeCertificate  Code = "certificate"         // not trusted; Fingerprint tells which one
	CodePinMismatch  Code = "certificate changed" // neither trusted nor the pinned one; Fingerprint tells which one
	CodeRedirect     Code = "redirect refused"    // it points to another origin, or in a circle
	CodeNotHungUp    Code = "not hung up"         // 200, and the call goes on; Message says why
	CodeCancelled    Code = "cancelled"           // by the caller's context
)

// Error is what every request of a [Client] fails with. No field of it holds a secret.
type Error struct {
	Op     string // what was being done, e.g. "list users"
	Code   Code
	Status int // HTTP status; 0 if there was no answer
	// Message is what the PBX said: one line, bounded, without control characters; "" if it said nothing.
	Message string
	// ContentType and Snippet, the first bytes, tell what came instead of JSON; "" if JSON or nothing came.
	ContentType, Snippet string
	// Fingerprint is the SHA-256 of the certificate the server showed, in the form Config.Pin takes; "" unless Code is
	// CodeCertificate or CodePinMismatch.
	Fingerprint string
	// RetryAfter is how long the PBX asks to be left alone, an hour at most; 0 if it does not ask.
	RetryAfter time.Duration
	Err        error // the cause, may be nil
}

// Error is one line for logs and scripts.
func (e *Error) Error() string {
	kind := string(e.Code)
	if e.Status != 0 {
		kind = fmt.Sprintf("%d %s", e.Status, e.Code)
	}
	parts := []string{e.Op, kind, e.Message}
	if e.Snippet != "" {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("got %s %q", e.ContentType, e.Snippet)))
	}
	if e.Err != nil {
		parts = append(parts, oneLine(e.Err.Error(), maxMessage))
	}
	if e.Fingerprint != "" {
		parts = append(parts, "SHA-256 "+e.Fingerprint)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ": ")
}

// Unwrap returns the cause: context.Canceled for CodeCancelled, an x509 error for CodeCertificate, and so on.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the kind of err, "" if it is no failure of this package.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

// IsCode reports whether err is a failure of one of these kinds.
func IsCode(err error, codes ...Code) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && slices.Contains(codes, e.Code)
}

// codeOfStatus sorts a status that is no success.
func codeOfStatus(status int) Code {
	switch status {
	case http.StatusUnauthorized:
		return CodeUnauthorized
	case http.StatusForbidden:
		return CodeForbidden
	case http.StatusNotFound:
		return CodeNotFound
	case http.StatusTooManyRequests:
		return CodeRateLimited
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return CodeUnavailable
	}
	switch status / 100 {
	case 3:
		return CodeRedirect
	case 4:
		return CodeBadRequest
	case 5:
		return CodeServer
	}
	return CodeBadAnswer
}

const (
	maxMessage = 200 // runes of what somebody else said
	maxSnippet = 120 // runes of what came instead of JSON
)

// oneLine makes foreign text fit for one line: without control characters, without those that turn the direction of
// writing, and bounded to so many runes.
func oneLine(text string, most int) string {
	words := strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	line := []rune(strings.Join(words, " "))
	if len(line) > most {
		line = append(line[:most-1], '…')
	}
	return string(line)
}
