package lang

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

func TestError_SaysWhatHappenedAndWhatToDo(t *testing.T) {
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"nothing": {nil, ""},
		"a login page": {
			&pbxclient.Error{Op: "list users", Code: pbxclient.CodeNotPBX, Status: 200, ContentType: "text/html", Snippet: "<html>"},
			"There is no PBX at this address, but a web page. Check the address.",
		},
		"a page that says 404": {
			&pbxclient.Error{Code: pbxclient.CodeNotFound, Status: 404, Snippet: "<html>"},
			"There is no PBX at this address, but a web page. Check the address.",
		},
		"a refused connection": {
			&pbxclient.Error{Code: pbxclient.CodeUnreachable, Err: dial(os.NewSyscallError("connect", syscall.ECONNREFUSED))},
			"Nothing answers at this address and port. Check the address, and whether the PBX is running.",
		},
		"a name nobody has": {
			&pbxclient.Error{Code: pbxclient.CodeUnreachable, Err: dial(&net.DNSError{Err: "no such host", Name: "x", IsNotFound: true})},
			"There is no host of this name. Check the address of the PBX.",
		},
		"HTTP where HTTPS was meant": {
			&pbxclient.Error{Code: pbxclient.CodeUnreachable, Err: errors.New("http: server gave HTTP response to HTTPS client")},
			"This address speaks plain HTTP, which is not encrypted. If the PBX has no HTTPS, write http:// and allow plain HTTP for it.",
		},
		"wrong password": {
			&pbxclient.Error{Op: "list users", Code: pbxclient.CodeUnauthorized, Status: 401, Message: "authentication required"},
			"The PBX refused the user name or password. Nothing is tried again by itself, so that the account isn’t locked.",
		},
		"not allowed": {
			&pbxclient.Error{Code: pbxclient.CodeForbidden, Status: 403, Message: "calls of another user"},
			"The PBX does not allow this login to do that. An administrator or an API key may be allowed to. The PBX says “calls of another user”.",
		},
		"a call that is gone": {
			fmt.Errorf("hang up: %w", &pbxclient.Error{Op: "hang up", Code: pbxclient.CodeNotFound, Status: 404}),
			"The PBX knows no such call. It is over, or the identifier is wrong.",
		},
		"an old PBX": {
			&pbxclient.Error{Op: "get system information", Code: pbxclient.CodeNotFound, Status: 404},
			"This PBX is older than version 4.1.10 and tells nothing about itself. Everything else works.",
		},
		"a pause": {
			&pbxclient.Error{Code: pbxclient.CodeRateLimited, Status: 429, RetryAfter: 1500 * time.Millisecond},
			"The PBX asks for a pause of 2 s. Try again after it.",
		},
		"a proxy without a PBX": {
			&pbxclient.Error{Code: pbxclient.CodeUnavailable, Status: 502},
			"The PBX, or what stands in front of it, is not available right now (status 502). Try again in a moment.",
		},
		"a redirect": {
			&pbxclient.Error{Code: pbxclient.CodeRedirect, Err: errors.New("it leads to https://other.example.org")},
			"This address leads on to https://other.example.org, which is not followed, so that the password stays where it belongs. Check the address of the PBX.",
		},
		"a redirect in a circle": {
			&pbxclient.Error{Code: pbxclient.CodeRedirect, Err: errors.New("it goes on and on")},
			"This address leads on, which is not followed, so that the password stays where it belongs. Check the address of the PBX.",
		},
		"no keyring":                       {fmt.Errorf("read the secret: %w", account.ErrNoKeyring), "There is no keyring on this computer to keep the password in."},
		"plain HTTP":                       {pbxclient.ErrPlainHTTP, "Over http:// the password could be read on the way. Use https://, or allow plain HTTP for this PBX."},
		"the same number twice":            {presence.ErrAlreadyDialling, "This number is being called already."},
		"a number without digits":          {&dialplan.RefusedError{Input: "hello", Reason: dialplan.NoDigits}, "“hello” has no digits to dial."},
		"a country":                        {&dialplan.RefusedError{Input: "1234567", Reason: dialplan.NeedsAreaCode, Detail: "NL"}, "“1234567” lacks its area code (Netherlands)."},
		"a deadline":                       {fmt.Errorf("wait: %w", context.DeadlineExceeded), "The PBX did not answer in time. Check the network, or try again."},
		"a chain":                          {fmt.Errorf("open the journal: %w", &os.PathError{Op: "open", Path: "/x", Err: syscall.EACCES}), "Something went wrong (permission denied)."},
		"a chain that only reads like one": {errors.New("listen tcp: address in use"), "Something went wrong (address in use)."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := New("en").Error(c.err); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestError_ShowsTheFingerprintToCompareAndHowToTrustIt(t *testing.T) {
	for _, code := range []pbxclient.Code{pbxclient.CodeCertificate, pbxclient.CodePinMismatch} {
		got := New("en").Error(&pbxclient.Error{Op: "list users", Code: code, Fingerprint: "AB:CD", Err: &tls.CertificateVerificationError{Err: errors.New("x")}})
		if !strings.Contains(got, "AB:CD") {
			t.Errorf("%s: the fingerprint is missing in %q", code, got)
		}
		if changed := code == pbxclient.CodePinMismatch; changed == strings.Contains(got, "--pin") || changed != strings.HasPrefix(got, "WARNING") {
			t.Errorf("%s is said as %q", code, got)
		}
	}
}

// TestError_KnowsEverySentenceAboutAnAccount fails when such a sentence is added or changed where it is made.
func TestError_KnowsEverySentenceAboutAnAccount(t *testing.T) {
	w := New("nl")
	for _, path := range []string{"../../pbxclient/address.go", "../../pbxclient/client.go", "../../pbxclient/account/account.go", "../../presence/engine.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "New" && literal(call.Args[0]) != "" {
				sentence := literal(call.Args[0])
				if sentences[sentence] == "" && sentence != pbxclient.ErrPlainHTTP.Error() {
					t.Errorf("%s: nobody translates %q", path, sentence)
				}
			}
			return true
		})
	}
	if got := w.Error(pbxclient.ValidPin("nonsense")); !strings.Contains(got, "64") {
		t.Errorf("a bad pin is said as %q", got)
	}
	for text, id := range sentences {
		if said := w.Error(fmt.Errorf("do something: %w", errors.New(text))); said != w.Say(id) {
			t.Errorf("%q is said as %q", text, said)
		}
	}
}
