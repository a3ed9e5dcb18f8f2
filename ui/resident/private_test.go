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
	"sync"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
)

// pipes is a window's pipe and what answers at the other end, until the test ends.
func pipes(t *testing.T, signIn func(context.Context, signInRequest) (kept, err error)) *pipe {
	t.Helper()
	toResident, fromWindow := io.Pipe()
	toWindow, fromResident := io.Pipe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		serveSignIn(t.Context(), toResident, fromResident, signIn)
		_, _ = toResident.Close(), fromResident.Close()
	}()
	t.Cleanup(func() { _, _ = fromWindow.Close(), toWindow.Close(); <-ended })
	return newPipe(toWindow, fromWindow)
}

func TestPipe_PassesOnWhatWasTypedAndWhatCameOfIt(t *testing.T) {
	want := signInRequest{account.Account{Address: "pbx.example.org", UserName: "anna", Pin: "ab"}, "s3cr3t\nword", true, nil}
	kept := errors.New("the disk is full")
	var got signInRequest
	p := pipes(t, func(_ context.Context, r signInRequest) (error, error) { got = r; return kept, nil })
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
		p := pipes(t, func(context.Context, signInRequest) (error, error) { return nil, fmt.Errorf("sign in: %w", failed) })
		if kept, err := p.signIn(t.Context(), signInRequest{}); kept != nil || !errors.Is(err, failed) {
			t.Errorf("%v has become %v (kept %v)", failed, err, kept)
		}
	}
	of := &pbxclient.Error{
		Op: "list users", Code: pbxclient.CodeCertificate, Fingerprint: "ab:cd", Message: "who is that", Status: 401,
		Err: fmt.Errorf("dial: %w", syscall.ECONNREFUSED),
	}
	p := pipes(t, func(context.Context, signInRequest) (error, error) { return nil, of })
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
	p := pipes(t, func(_ context.Context, r signInRequest) (error, error) {
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

func TestPipe_AnAttemptThatIsGivenUpIsCalledOffAndHoldsUpNoOther(t *testing.T) {
	begun, ended := make(chan struct{}), make(chan error, 1)
	p := pipes(t, func(ctx context.Context, r signInRequest) (error, error) {
		if r.Secret == "first" {
			close(begun)
			<-ctx.Done()
			ended <- ctx.Err()
		}
		return nil, ctx.Err()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-begun; cancel() }()
	if _, err := p.signIn(ctx, signInRequest{Secret: "first"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	for range 20 { // that it was called off is about none of these
		if _, err := p.signIn(t.Context(), signInRequest{Secret: "second"}); err != nil {
			t.Error(err)
		}
	}
	if err := await(t, ended, "its end"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// slowly is a pipe on which it takes until slow is closed to call off an attempt.
type slowly struct {
	slow  chan struct{}
	mu    sync.Mutex
	lines []string
}

func (s *slowly) Write(line []byte) (int, error) {
	said := "an attempt"
	if string(line) == callOff+"\n" {
		<-s.slow
		said = "that it is off"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, said)
	return len(line), nil
}

func TestPipe_AnAttemptIsCalledOffBeforeTheNextOneIsMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &slowly{slow: make(chan struct{})}
		answers, toWindow := io.Pipe()
		p := newPipe(answers, out)
		ctx, cancel := context.WithCancel(t.Context())
		var trying sync.WaitGroup
		trying.Go(func() { _, _ = p.signIn(ctx, signInRequest{}) })
		synctest.Wait()
		cancel()
		trying.Go(func() { _, _ = p.signIn(t.Context(), signInRequest{}) })
		synctest.Wait()
		for range 2 { // which crosses it
			trying.Go(func() { _, _ = io.WriteString(toWindow, `{"error":null,"kept":null}`+"\n") })
			synctest.Wait()
		}
		close(out.slow)
		trying.Wait()
		if diff := cmp.Diff([]string{"an attempt", "that it is off", "an attempt"}, out.lines); diff != "" {
			t.Error(diff)
		}
	})
}

func TestPipe_AnAttemptThatIsGivenUpWhileItWaitsIsNotMade(t *testing.T) {
	begun, may := make(chan struct{}), make(chan struct{})
	p := pipes(t, func(_ context.Context, r signInRequest) (error, error) {
		if r.Secret == "second" {
			t.Error("it was made")
		} else if r.Secret == "first" {
			close(begun)
			<-may
		}
		return nil, nil
	})
	first := make(chan error, 1)
	go func() {
		_, err := p.signIn(t.Context(), signInRequest{Secret: "first"})
		first <- err
	}()
	<-begun
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.signIn(ctx, signInRequest{Secret: "second"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(may)
	if err := await(t, first, "the first"); err != nil {
		t.Error(err)
	}
	if _, err := p.signIn(t.Context(), signInRequest{Secret: "third"}); err != nil {
		t.Error(err)
	}
}

func TestServeSignIn_WhereNothingIsTriedNothingIsCalledOff(t *testing.T) {
	request, err := json.Marshal(signInRequest{})
	if err != nil {
		t.Fatal(err)
	}
	said := callOff + "\n" + string(request) + "\n"
	serveSignIn(t.Context(), strings.NewReader(said), io.Discard, func(ctx context.Context, _ signInRequest) (error, error) {
		if ctx.Err() != nil {
			t.Error("what came later is")
		}
		return nil, nil
	})
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
		serveSignIn(t.Context(), strings.NewReader(said), &out, func(context.Context, signInRequest) (error, error) {
			t.Errorf("%.20q was tried", said)
			return nil, nil
		})
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
	serveSignIn(t.Context(), in, out, func(context.Context, signInRequest) (error, error) { tries++; return nil, nil })
	if tries != 1 {
		t.Errorf("%d attempts", tries)
	}
}
