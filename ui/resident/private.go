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

// serveSignIn answers a window that wants somebody signed in, until it ends. One attempt is made at a time.
func serveSignIn(in io.Reader, out io.Writer, signIn func(signInRequest) (kept, err error)) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxSignIn)
	for lines.Scan() {
		var r signInRequest
		var a signInAnswer
		if json.Unmarshal(lines.Bytes(), &r) != nil {
			return
		}
		kept, err := signIn(r)
		a.Error, a.Kept = share.PackError(err), share.PackError(kept)
		line, err := json.Marshal(a)
		if err != nil {
			return
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return
		}
	}
}

// pipe is a window's end of it.
type pipe struct {
	in  *bufio.Scanner
	out io.Writer
	mu  sync.Mutex // one attempt at a time
}

func newPipe(in io.Reader, out io.Writer) *pipe {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxSignIn)
	return &pipe{in: lines, out: out}
}

// signIn asks for an attempt and waits for what came of it. When ctx ends it returns at once; the attempt goes on.
func (p *pipe) signIn(ctx context.Context, r signInRequest) (kept, err error) {
	type outcome struct{ kept, err error }
	done := make(chan outcome, 1)
	go func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		kept, err := p.exchange(r)
		done <- outcome{kept, err}
	}()
	select {
	case o := <-done:
		return o.kept, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipe) exchange(r signInRequest) (kept, err error) {
	line, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	if _, err := p.out.Write(append(line, '\n')); err != nil {
		return nil, share.ErrNoPipe
	}
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
