package resident

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"ringside/pbxclient/account"
	"ringside/presence/addressbook/carddav"
	"ringside/presence/share"
)

// signInRequest is a line of a window to the part that stays, over the pipe between them: somebody wants to sign in.
type signInRequest struct {
	Account  account.Account `json:"account"`
	Secret   string          `json:"secret"`
	Remember bool            `json:"remember"`
	// Contacts is set where nobody wants to sign in: the secret is that of an account for contacts, and is held for what is
	// asked for over the socket next.
	Contacts *carddav.Account `json:"contacts,omitempty"`
}

// signInAnswer is the line back: what went wrong, and why the account is not kept.
type signInAnswer struct {
	Error json.RawMessage `json:"error"`
	Kept  json.RawMessage `json:"kept"`
}

// errGarbled is for an answer that makes no sense.
var errGarbled = errors.New("the other part of Ringside cannot be understood")

// maxSignIn bounds a line of the pipe.
const maxSignIn = 64 << 10

// callOff is the line of a window that has the attempt under way given up. One that does not know it hangs up, since it is no request.
const callOff = `"call off"`

// serveSignIn answers a window that wants somebody signed in, until it ends. One attempt is made at a time, beside the reading: it may
// be called off.
func serveSignIn(ctx context.Context, in io.Reader, out io.Writer, signIn func(context.Context, signInRequest) (kept, err error)) {
	var trying sync.WaitGroup
	defer trying.Wait()
	answered, stop := true, context.CancelFunc(func() {})
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxSignIn)
	for lines.Scan() {
		if lines.Text() == callOff {
			stop()
			continue
		}
		var r signInRequest
		if json.Unmarshal(lines.Bytes(), &r) != nil {
			return
		}
		if trying.Wait(); !answered {
			return
		}
		var attempt context.Context
		attempt, stop = context.WithCancel(ctx)
		trying.Go(func() {
			defer stop()
			kept, err := signIn(attempt, r)
			answered = answer(out, kept, err) == nil
		})
	}
}

// answer writes the line back.
func answer(out io.Writer, kept, err error) error {
	line, err := json.Marshal(signInAnswer{Error: share.PackError(err), Kept: share.PackError(kept)})
	if err == nil {
		_, err = out.Write(append(line, '\n'))
	}
	return err
}

// pipe is a window's end of it.
type pipe struct {
	in   *bufio.Scanner
	out  io.Writer
	turn chan struct{} // capacity 1; has a value while an attempt is made
}

func newPipe(in io.Reader, out io.Writer) *pipe {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxSignIn)
	return &pipe{in: lines, out: out, turn: make(chan struct{}, 1)}
}

// signIn asks for an attempt and waits for what came of it. When ctx ends it returns at once, and the attempt is called off.
func (p *pipe) signIn(ctx context.Context, r signInRequest) (kept, err error) {
	type outcome struct{ kept, err error }
	done := make(chan outcome, 1)
	go func() {
		p.turn <- struct{}{}
		defer func() { <-p.turn }()
		if ctx.Err() == nil {
			kept, err := p.exchange(ctx, r)
			done <- outcome{kept, err}
		}
	}()
	select {
	case o := <-done:
		return o.kept, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipe) exchange(ctx context.Context, r signInRequest) (kept, err error) {
	line, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	if _, err := p.out.Write(append(line, '\n')); err != nil {
		return nil, share.ErrNoPipe
	}
	said := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(said)
		_, _ = io.WriteString(p.out, callOff+"\n") // where nobody reads it no answer comes either
	})
	defer func() {
		if !stop() {
			<-said // or it would call off the attempt after this one
		}
	}()
	if !p.in.Scan() {
		return nil, share.ErrNoPipe
	}
	var a signInAnswer
	if err := json.Unmarshal(p.in.Bytes(), &a); err != nil {
		return nil, err
	}
	err = share.UnpackError(a.Error)
	if err == nil && string(a.Error) != "null" { // only what is said to be no error is none
		err = errGarbled
	}
	return share.UnpackError(a.Kept), err
}
