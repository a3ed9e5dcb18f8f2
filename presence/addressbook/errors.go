package addressbook

import (
	"fmt"
	"strings"
)

// Code is why something cannot be done, for callers that decide on it.
type Code string

// The reasons there are.
const (
	CodeInUse     Code = "in_use"      // another Ringside has the file with the contacts open
	CodeDisk      Code = "disk"        // the store's own file cannot be read or written
	CodeNoEntry   Code = "no_entry"    // there is none with this ID, or no longer
	CodeEmpty     Code = "empty"       // an entry without anything to call it by
	CodeReadOnly  Code = "read_only"   // a copy from a server: only whether it is a favourite can be set
	CodeFull      Code = "full"        // there are MaxEntries
	CodeStale     Code = "stale"       // what a preview would change has changed since, or the preview is no longer kept
	CodeFile      Code = "file"        // a file cannot be read or written; Detail says why
	CodeFormat    Code = "format"      // a file with no contacts in it, of no known format
	CodeTooLarge  Code = "too_large"   // a file or an answer over its bound
	CodeAddress   Code = "address"     // this is no address of a server
	CodePlainHTTP Code = "plain_http"  // http:// where it is not allowed
	CodeNoAccount Code = "no_account"  // there is none with this ID
	CodeAccount   Code = "account"     // there is one already of this user name at this address
	CodeSecret    Code = "secret"      // no password is known for the account
	CodeLogin     Code = "login"       // 401: the user name or the password was refused
	CodeForbidden Code = "forbidden"   // 403
	CodeNotDAV    Code = "not_carddav" // what answers is no CardDAV server
	CodeNoBooks   Code = "no_books"    // it has no address books for this user
	CodeCert      Code = "certificate" // not trusted; Fingerprint tells which one
	CodePin       Code = "pin"         // neither trusted nor the pinned one; Fingerprint tells which one
	CodeElsewhere Code = "elsewhere"   // the server leads to another one, which the password is not for; Detail says where
	CodeNetwork   Code = "network"     // no such host, refused, reset, no answer in time
	CodeServer    Code = "server"      // 5xx, 429, or an answer that makes no sense
)

// Error is what this package and those below it fail with. No field holds a secret. It has a form in JSON, for the socket.
type Error struct {
	Op   string `json:"op"`
	Code Code   `json:"code"`
	// Status is the HTTP status, 0 if there was none.
	Status int `json:"status,omitempty"`
	// Fingerprint is the SHA-256 of a certificate, in the form a pin takes; "" unless Code is CodeCert or CodePin.
	Fingerprint string `json:"fingerprint,omitempty"`
	// Detail is one line: a path, an origin, or what the system said; it may be "".
	Detail string `json:"detail,omitempty"`
	Err    error  `json:"-"` // the cause, may be nil
}

// Error is one line for logs and scripts.
func (e *Error) Error() string {
	said := e.Op + ": " + strings.ReplaceAll(string(e.Code), "_", " ")
	if e.Status != 0 {
		said = fmt.Sprintf("%s (%d)", said, e.Status)
	}
	switch {
	case e.Detail != "":
		said += ": " + e.Detail
	case e.Err != nil:
		said += ": " + line(e.Err.Error(), MaxText)
	}
	if e.Fingerprint != "" {
		said += ": SHA-256 " + e.Fingerprint
	}
	return said
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is(err, &Error{Code: …}) a question for the code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && *t == Error{Code: e.Code}
}
