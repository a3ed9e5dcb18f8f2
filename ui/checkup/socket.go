package checkup

import (
	"context"
	"encoding/json"
	"sync"

	"ringside/presence/share"
)

// Do is what a check-up is asked for with, over the socket of the part that stays. Its results come as lines of their own,
// each as soon as it is there, and all before the answer.
const Do = "checkup"

// request is what goes with it.
type request struct {
	Run     int64  `json:"run"`               // a number of whoever asks, which comes back with the results
	Account string `json:"account,omitempty"` // whose check-up it is, by its ID; "" is the current one
}

// line is a result on the socket.
type line struct {
	Kind   string `json:"kind"` // Do
	Run    int64  `json:"run"`
	Result Result `json:"result"`
}

// Serve answers a request: more is what came with it, of finds what is looked at for an account, and push sends a line to who
// asked, as [share.Conn.Push] does.
func Serve(of func(account string) (Subject, error), push func(line any) bool, more json.RawMessage) (share.Later, error) {
	var asked request
	if len(more) > 0 {
		if err := json.Unmarshal(more, &asked); err != nil {
			return nil, err
		}
	}
	subject, err := of(asked.Account)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (any, error) {
		return nil, Run(ctx, subject, func(r Result) { push(line{Do, asked.Run, r}) })
	}, nil
}

// Asker asks for check-ups over connections, and knows whose the results are. The zero Asker is ready for use, by any number
// of goroutines.
type Asker struct {
	mu      sync.Mutex
	last    int64
	waiting map[int64]func(Result)
}

// Take takes a line that the other end pushed, and reports whether it was a result. It is for [share.Connect].
func (a *Asker) Take(kind string, text []byte) bool {
	if kind != Do {
		return false
	}
	var l line
	if json.Unmarshal(text, &l) != nil {
		return true
	}
	a.mu.Lock()
	defer a.mu.Unlock() // nobody is told any more when Ask has returned
	if tell := a.waiting[l.Run]; tell != nil {
		tell(l.Result)
	}
	return true
}

// Ask has the other end make a check-up of an account, by its ID, "" for the current one, as Run does here. tell is called by whoever calls Take, and must not ask itself.
// The error is that of the request, also where the other end knows no check-ups.
func (a *Asker) Ask(ctx context.Context, ask func(ctx context.Context, do string, more, result any) error, account string, tell func(Result)) error {
	a.mu.Lock()
	a.last++
	this := request{a.last, account}
	if a.waiting == nil {
		a.waiting = map[int64]func(Result){}
	}
	a.waiting[this.Run] = tell
	a.mu.Unlock()
	defer func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.waiting, this.Run)
	}()
	return ask(ctx, Do, this, nil)
}
