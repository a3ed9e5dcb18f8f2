package resident

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
)

// pipes is a window's pipe and what answers at the other end, until the test ends.
func pipes(t *testing.T, signIn func(signInRequest) (kept, err error)) *pipe {
	t.Helper()
	toResident, fromWindow := io.Pipe()
	toWindow, fromResident := io.Pipe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		serveSignIn(toResident, fromResident, signIn)
		_, _ = toResident.Close(), fromResident.Close()
	}()
	t.Cleanup(func() { _, _ = fromWindow.Close(), toWindow.Close(); <-ended })
	return newPipe(toWindow, fromWindow)
}

func TestPipe_PassesOnWhatWasTypedAndWhatCameOfIt(t *testing.T) {
	want := signInRequest{account.Account{Address: "pbx.example.org", UserName: "anna", Pin: "ab"}, "s3cr3t\nword", true, nil}
	kept := errors.New("the disk is full")
	var got signInRequest
	p := pipes(t, func(r signInRequest) (error, error) { got = r; return kept, nil })
	said, err := p.signIn(t.Context(), want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err != nil || said == nil || said.Error() != kept.Error() {
		t.Errorf("kept %v, error %v", said, err)
	}
}

func TestPipe_AnErrorIsStillWhatItWas(t *testing.T) {
	for _, failed := range []error{account.ErrNoKeyring, account.ErrKeyringTimeout, context.DeadlineExceeded, share.ErrEnding} {
		p := pipes(t, func(signInRequest) (error, error) { return nil, fmt.Errorf("sign in: %w", failed) })
		if kept, err := p.signIn(t.Context(), signInRequest{}); kept != nil || !errors.Is(err, failed) {
			t.Errorf("%v has become %v (kept %v)", failed, err, kept)
		}
	}
	of := &pbxclient.Error{
		Op: "list users", Code: pbxclient.CodeCertificate, Fingerprint: "ab:cd", Message: "who is that", Status: 401,
		Err: fmt.Errorf("dial: %w", syscall.ECONNREFUSED),
	}
	p := pipes(t, func(signInRequest) (error, error) { return nil, of })
	_, err := p.signIn(t.Context(), signInRequest{})
	got, ok := errors.AsType[*pbxclient.Error](err)
	if !ok || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Fatal(err)
	}
	inner := got.Err.Error() == of.Err.Error()
	a, b := *of, *got
	a.Err, b.Err = nil, nil
	if a != b || !inner {
		t.Errorf("%+v has become %+v", of, got)
	}
}

func TestPipe_AnAttemptThatIsGivenUpHasNoOtherMistakenForIt(t *testing.T) {
	begun, may := make(chan struct{}), make(chan struct{})
	p := pipes(t, func(r signInRequest) (error, error) {
		if r.Secret == "first" {
			close(begun)
			<-may
		}
		return nil, errors.New("of the " + r.Secret)
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-begun; cancel() }()
	if _, err := p.signIn(ctx, signInRequest{Secret: "first"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(may)
	if _, err := p.signIn(t.Context(), signInRequest{Secret: "second"}); err == nil || err.Error() != "of the second" {
		t.Error(err)
	}
}

func TestPipe_OfAPartThatHasGoneIsNone(t *testing.T) {
	p := newPipe(strings.NewReader(""), io.Discard)
	if _, err := p.signIn(t.Context(), signInRequest{}); !errors.Is(err, share.ErrNoPipe) {
		t.Error(err)
	}
	broken, _ := io.Pipe()
	_ = broken.Close()
	_, writes := io.Pipe()
	_ = writes.Close()
	if _, err := newPipe(broken, writes).signIn(t.Context(), signInRequest{}); !errors.Is(err, share.ErrNoPipe) {
		t.Error(err)
	}
}

func TestPipe_GarbageIsAnErrorAndNoSuccess(t *testing.T) {
	for _, said := range []string{"no JSON", "[]", `{"error":5}`, "{}", strings.Repeat("x", 2*maxSignIn)} {
		if kept, err := newPipe(strings.NewReader(said+"\n"), io.Discard).signIn(t.Context(), signInRequest{}); err == nil && kept == nil {
			t.Errorf("%.20q was taken for a sign-in", said)
		}
	}
}

func TestServeSignIn_EndsWithWhatItDoesNotUnderstand(t *testing.T) {
	for _, said := range []string{"no JSON\n", strings.Repeat("x", 2*maxSignIn) + "\n", "[]\n", ""} {
		var out bytes.Buffer
		serveSignIn(strings.NewReader(said), &out, func(signInRequest) (error, error) { t.Errorf("%.20q was tried", said); return nil, nil })
		if out.Len() > 0 {
			t.Errorf("%.20q was answered with %s", said, &out)
		}
	}
}

func TestServeSignIn_EndsWithAWindowThatDoesNotListen(t *testing.T) {
	request, err := json.Marshal(signInRequest{})
	if err != nil {
		t.Fatal(err)
	}
	tries := 0
	in := bufio.NewReader(strings.NewReader(strings.Repeat(string(request)+"\n", 3)))
	_, out := io.Pipe()
	_ = out.Close()
	serveSignIn(in, out, func(signInRequest) (error, error) { tries++; return nil, nil })
	if tries != 1 {
		t.Errorf("%d attempts", tries)
	}
}
