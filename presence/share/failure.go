package share

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/presence/journal"
)

// failure is an error on the socket: as text for any program, and in parts for one that decides on it or that says it in
// another language.
type failure struct {
	Text    string        `json:"text"`
	Known   string        `json:"known,omitempty"` // one of the names in known
	Refused *refusal      `json:"refused,omitempty"`
	PBX     *pbxFailure   `json:"pbx,omitempty"`
	Phone   string        `json:"phone,omitempty"` // a phone that is none of the own ones
	Own     []phoneOnWire `json:"own_phones,omitempty"`
	// Contacts is what went wrong with the user's own contacts.
	Contacts *addressbook.Error `json:"contacts,omitempty"`
}

// refusal is a number that cannot be dialled.
type refusal struct {
	Input  string          `json:"input"`
	Reason dialplan.Reason `json:"reason"`
	Detail string          `json:"detail,omitempty"`
}

// pbxFailure is what a request to the PBX failed with.
type pbxFailure struct {
	Op          string         `json:"op"`
	Code        pbxclient.Code `json:"code"`
	Status      int            `json:"status,omitempty"`
	Message     string         `json:"message,omitempty"`
	ContentType string         `json:"content_type,omitempty"`
	Snippet     string         `json:"snippet,omitempty"`
	Fingerprint string         `json:"fingerprint,omitempty"`
	RetryAfter  int64          `json:"retry_after,omitempty"` // milliseconds
	Cause       string         `json:"cause,omitempty"`
	CauseKind   string         `json:"cause_kind,omitempty"` // one of the names in causes
}

// known are the errors that are what they are, under their names on the socket.
var known = map[string]error{
	"already_dialling": presence.ErrAlreadyDialling,
	"no_user":          presence.ErrNoUser,
	"long_note":        presence.ErrLongNote,
	"not_until":        presence.ErrNotUntil,
	"no_call":          journal.ErrNoCall,
	"not_signed_in":    ErrNotSignedIn,
	"ending":           ErrEnding,
	"no_display":       ErrNoDisplay,
	"no_account":       ErrNoAccount,
	"no_secret":        account.ErrNoSecret,
	"no_keyring":       account.ErrNoKeyring,
	"keyring_locked":   account.ErrKeyringLocked,
	"keyring_timeout":  account.ErrKeyringTimeout,
	"ca_file":          account.ErrCAFile,
	"cancelled":        context.Canceled,
	"timeout":          context.DeadlineExceeded,
}

// causes are what may lie under a failed connection, as far as a sentence depends on it.
var causes = map[string]error{
	"proxy":        pbxclient.ErrProxy,
	"no_such_host": &net.DNSError{Err: "no such host", IsNotFound: true},
	"refused":      syscall.ECONNREFUSED,
	"cancelled":    context.Canceled,
	"timeout":      context.DeadlineExceeded,
}

// failureOf is an error for the socket; nil for nil.
func failureOf(err error) *failure {
	if err == nil {
		return nil
	}
	f := &failure{Text: err.Error()}
	if e, ok := errors.AsType[*dialplan.RefusedError](err); ok {
		f.Refused = &refusal{e.Input, e.Reason, e.Detail}
	} else if e, ok := errors.AsType[*presence.NotOwnPhoneError](err); ok {
		f.Phone = e.Phone
		for _, p := range e.Own {
			f.Own = append(f.Own, phoneOut(p))
		}
	} else if e, ok := errors.AsType[*pbxclient.Error](err); ok {
		f.PBX = ofPBX(e)
	} else if e, ok := errors.AsType[*addressbook.Error](err); ok {
		f.Contacts = e
	} else {
		f.Known = nameOf(err, known)
	}
	return f
}

func ofPBX(e *pbxclient.Error) *pbxFailure {
	f := &pbxFailure{
		Op: e.Op, Code: e.Code, Status: e.Status, Message: e.Message, ContentType: e.ContentType, Snippet: e.Snippet,
		Fingerprint: e.Fingerprint, RetryAfter: e.RetryAfter.Milliseconds(),
	}
	if e.Err != nil {
		f.Cause, f.CauseKind = e.Err.Error(), nameOf(e.Err, causes)
		if errors.Is(e.Err, pbxclient.ErrProxy) { // whatever is wrong with that
			f.CauseKind = "proxy"
		} else if name, ok := errors.AsType[*net.DNSError](e.Err); ok && name.IsNotFound {
			f.CauseKind = "no_such_host"
		} else if _, connects := errors.AsType[syscall.Errno](e.Err); connects && errors.Is(e.Err, wsaConnRefused) {
			f.CauseKind = "refused"
		}
	}
	return f
}

// wsaConnRefused is Windows' own number for a refused connection.
const wsaConnRefused syscall.Errno = 10061

func nameOf(err error, names map[string]error) string {
	for name, one := range names {
		if errors.Is(err, one) {
			return name
		}
	}
	return ""
}

// err is the error again, as far as it was told; nil for nil. It says what it said.
func (f *failure) err() error {
	if f == nil {
		return nil
	}
	is := f.what()
	if is != nil && is.Error() == f.Text {
		return is
	}
	return &cause{f.Text, is}
}

// what is the error that others decide on, nil if it is none of those.
func (f *failure) what() error {
	switch {
	case f.Refused != nil:
		return &dialplan.RefusedError{Input: f.Refused.Input, Reason: f.Refused.Reason, Detail: f.Refused.Detail}
	case f.Phone != "":
		e := &presence.NotOwnPhoneError{Phone: f.Phone}
		for _, p := range f.Own {
			e.Own = append(e.Own, p.back())
		}
		return e
	case f.PBX != nil:
		return f.PBX.err()
	case f.Contacts != nil:
		return f.Contacts
	}
	return known[f.Known] // nil if there is none
}

func (f *pbxFailure) err() *pbxclient.Error {
	e := &pbxclient.Error{
		Op: f.Op, Code: f.Code, Status: f.Status, Message: f.Message, ContentType: f.ContentType, Snippet: f.Snippet,
		Fingerprint: f.Fingerprint, RetryAfter: time.Duration(f.RetryAfter) * time.Millisecond,
	}
	if f.Cause != "" {
		e.Err = &cause{f.Cause, causes[f.CauseKind]}
	}
	return e
}

// cause is an error of another process: what it said, and which one it is.
type cause struct {
	text string
	is   error // may be nil
}

func (c *cause) Error() string { return c.text }
func (c *cause) Unwrap() error { return c.is }
