package lang

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/presence/journal"
	"ringside/presence/share"
	"ringside/ui/schemes"
)

// Error tells a person what went wrong and, where there is anything, what to do about it: one line of whole sentences. It
// is the one place where an error becomes words. nil is "". What the PBX said itself may be quoted.
func (w *Words) Error(err error) string {
	if err == nil {
		return ""
	}
	if refused, ok := errors.AsType[*dialplan.RefusedError](err); ok {
		return w.refused(refused)
	}
	if failed, ok := errors.AsType[*pbxclient.Error](err); ok {
		return w.failed(failed)
	}
	if other, ok := errors.AsType[*share.OtherAccountError](err); ok {
		return w.Say("error_other_account", With{"User": Plain(other.Running.UserName, 60), "Address": Plain(other.Running.Address, 80)})
	}
	if e, ok := errors.AsType[*addressbook.Error](err); ok {
		return w.contacts(e)
	}
	if _, ok := errors.AsType[*share.VersionError](err); ok {
		return w.Say("error_other_version")
	}
	for known, id := range sentinels {
		if errors.Is(err, known) {
			return w.Say(id)
		}
	}
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		if id := sentences[cause.Error()]; id != "" {
			return w.Say(id)
		}
	}
	return w.Say("error_other", With{"What": lastOf(err)})
}

// sentinels are the errors that are known by identity.
var sentinels = map[error]string{
	pbxclient.ErrPlainHTTP:      "error_plain_http",
	account.ErrNoSecret:         "error_no_secret",
	account.ErrNoKeyring:        "error_no_keyring",
	account.ErrBadLink:          "error_bad_link",
	schemes.ErrUnsupported:      "error_no_links",
	account.ErrKeyringLocked:    "error_keyring_locked",
	account.ErrKeyringTimeout:   "error_keyring_timeout",
	account.ErrCAFile:           "error_ca_file",
	presence.ErrAlreadyDialling: "error_already_dialling",
	presence.ErrNoUser:          "error_no_user",
	presence.ErrLongNote:        "error_long_note",
	presence.ErrNotUntil:        "error_not_until",
	journal.ErrNoCall:           "error_no_kept_call",
	share.ErrNotSignedIn:        "error_not_signed_in",
	share.ErrGone:               "error_gone",
	share.ErrAway:               "error_away",
	share.ErrNoDisplay:          "error_no_display",
	share.ErrEnding:             "error_ending",
	share.ErrNoPipe:             "error_no_pipe",
	share.ErrNoAccount:          "error_no_account",
	context.Canceled:            "error_cancelled",
	context.DeadlineExceeded:    "error_timeout",
}

// sentences are the errors that have no identity but a sentence in English, as those about an address have.
var sentences = map[string]string{
	"the address of the PBX is empty":                                                    "address_empty",
	"the address of a PBX begins with https://, or with no scheme at all":                "address_scheme",
	"leave the user name and password out of the address: they are asked for separately": "address_credentials",
	"leave out what follows the ? or # in the address":                                   "address_query",
	"there is a space or a control character within the address":                         "address_space",
	"there is no valid host name in the address: it should look like pbx.example.org":    "address_host",
	"the port in the address is not a number from 1 to 65535":                            "address_port",
	"the path in the address has a % that stands for no character":                       "address_escape",
	"the user name is empty":                                                             "account_no_user",
	"a user name cannot hold a colon":                                                    "account_colon",
	"a user name or password cannot hold control characters":                             "account_control",
	"a region is two letters, like NL":                                                   "account_region",
	"the pin of a certificate is its SHA-256 in hex: 64 digits":                          "account_pin",
	"the file with an authority's certificate is named with its whole path":              "account_ca_file",
	"the address of a proxy looks like http://proxy.example.org:3128":                    "account_proxy",
	"the address of a proxy cannot hold a user name or password here":                    "account_proxy_secret",
	"the connection to the PBX has been closed":                                          "error_closed",
}

// refused says why a number was not sent.
func (w *Words) refused(e *dialplan.RefusedError) string {
	return w.Say("refused_"+string(e.Reason), With{"Input": Plain(e.Input, maxNumber), "Detail": w.detail(e.Detail)})
}

// failed says what became of a request to the PBX.
func (w *Words) failed(e *pbxclient.Error) string {
	id := "error_" + strings.ReplaceAll(strings.ToLower(string(e.Code)), " ", "_")
	switch e.Code {
	case pbxclient.CodeNotFound:
		id = missing(e)
	case pbxclient.CodeUnreachable:
		id = unreachable(e)
	}
	return w.Say(id, With{
		"Status": e.Status, "Message": Plain(e.Message, 200), "Fingerprint": e.Fingerprint,
		"Seconds": int((e.RetryAfter + time.Second - 1) / time.Second), "Place": leadsTo(e),
	})
}

// missing tells the 404s apart by what was asked for.
func missing(e *pbxclient.Error) string {
	switch {
	case e.Op == "get call", e.Op == "hang up":
		return "error_no_call"
	case e.Snippet != "":
		return "error_not_a_pbx"
	case e.Op == "get system information":
		return "error_old_pbx"
	}
	return "error_not_found"
}

// wsaConnRefused is Windows' own number for a refused connection, which its package syscall does not name.
const wsaConnRefused syscall.Errno = 10061

// unreachable tells apart what keeps a connection from coming about.
func unreachable(e *pbxclient.Error) string {
	if errors.Is(e, pbxclient.ErrProxy) {
		return "error_proxy"
	}
	if name, ok := errors.AsType[*net.DNSError](e); ok && name.IsNotFound {
		return "error_no_host"
	}
	if errors.Is(e, syscall.ECONNREFUSED) || errors.Is(e, wsaConnRefused) {
		return "error_refused"
	}
	if e.Err != nil && strings.Contains(e.Err.Error(), "server gave HTTP response to HTTPS client") {
		return "error_not_https"
	}
	return "error_unreachable"
}

// leadsTo is where a refused redirect leads, "" if that is not another origin.
func leadsTo(e *pbxclient.Error) string {
	if e.Code != pbxclient.CodeRedirect || e.Err == nil {
		return ""
	}
	place, _ := strings.CutPrefix(e.Err.Error(), "it leads to ")
	if !strings.Contains(place, "://") {
		return ""
	}
	return Plain(place, 80)
}

// lastOf is the end of a chain of errors, the part that is furthest from our own code and nearest to the trouble.
func lastOf(err error) string {
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	text := err.Error()
	return Plain(text[strings.LastIndex(text, ": ")+1:], 120)
}
