package resident

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"sync"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/presence/share/socket"
)

// Event is something that the window has to know or to do.
type Event struct {
	// Login is who is signed in now; nil where the event is not about that.
	Login *Login
	// Show asks the window to come up, with Number in its dial field unless that is "".
	Show   bool
	Number string
}

// Link is a window's way to the part that stays. It starts that part again when it has gone.
type Link struct {
	place   socket.Place
	program string
	build   string // of this process
	pipe    *pipe
	log     *slog.Logger
	events  chan Event
	byes    chan struct{} // has a value once the window has to end

	mu      sync.Mutex
	remote  *share.Remote
	mirror  *steady
	account account.Account // whose the mirror is
	demo    bool
	visible bool
}

// NewLink makes a link over a place; in and out are the pipe to whoever started the window.
func NewLink(place socket.Place, program string, in io.Reader, out io.Writer, log *slog.Logger) *Link {
	return &Link{
		place: place, program: program, build: BuildOf(program), pipe: newPipe(in, out), log: log,
		events: make(chan Event, 16), byes: make(chan struct{}, 1),
	}
}

// Events tells who is signed in, at first and whenever that changes, and what the window is asked for. It is closed when
// the window has to end.
func (l *Link) Events() <-chan Event { return l.events }

// Run keeps the link until ctx ends or the window has to.
func (l *Link) Run(ctx context.Context) {
	defer close(l.events)
	for ctx.Err() == nil {
		remote := l.connect(ctx)
		if remote == nil {
			return
		}
		if l.serve(ctx, remote) {
			return
		}
	}
}

const (
	// Between attempts to reach the part that stays. It is back at once after somebody signed in, and after a moment when a
	// new version takes over.
	reconnectFirst, reconnectLater = 10 * time.Millisecond, 250 * time.Millisecond
	// missedFor is after how long the part that stays is started again, where nobody has its place.
	missedFor = 300 * time.Millisecond
)

// connect reaches the part that stays, and starts it where it does not run; nil once ctx has ended.
func (l *Link) connect(ctx context.Context) *share.Remote {
	pause, began := reconnectFirst, time.Now()
	for ctx.Err() == nil {
		conn, err := l.place.Dial(ctx)
		if err == nil {
			var remote *share.Remote
			if remote, err = share.Connect(ctx, conn, l.pushed); err == nil {
				return remote
			}
		}
		l.log.Debug("reaching the part that stays", "error", err)
		if time.Since(began) > missedFor && l.startResident() {
			began = time.Now()
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		pause = min(2*pause, reconnectLater)
	}
	return nil
}

// startResident starts the part that stays, unless somebody has its place; then it is only slow.
func (l *Link) startResident() bool {
	claim, err := l.place.Claim()
	if err != nil {
		return false
	}
	_ = claim.Release()
	l.mu.Lock()
	args := residentArgs(l.demo, l.account)
	l.mu.Unlock()
	if err := startDetached(l.program, args...); err != nil {
		l.log.Warn("the part that stays cannot be started", "error", err)
	}
	return true
}

// residentArgs is the command line for signing in as an account, without the secret: the keyring has that.
func residentArgs(demo bool, a account.Account) []string {
	if demo {
		return []string{"--demo", "--hidden"}
	}
	args := []string{"--hidden"}
	for _, f := range []struct{ flag, value string }{
		{"--pbx", a.Address}, {"--user", a.UserName}, {"--pin", a.Pin}, {"--region", a.Region},
	} {
		if f.value != "" {
			args = append(args, f.flag, f.value)
		}
	}
	if a.APIKey {
		args = append(args, "--api-key")
	}
	if a.PlainHTTP {
		args = append(args, "--insecure-http")
	}
	return args
}

// serve has the window told over a connection until that ends; over reports whether the window has to end as well.
func (l *Link) serve(ctx context.Context, remote *share.Remote) (over bool) {
	defer remote.Close()
	defer context.AfterFunc(ctx, remote.Close)()
	hello := remote.Hello()
	if l.outdated(hello) {
		_ = remote.Ask(ctx, doReplace, replacing{l.isVisible()}, nil)
		return true
	}
	mirror := l.entered(hello, remote)
	var w welcome
	if err := remote.Ask(ctx, doWindow, nil, &w); err != nil {
		return false
	}
	if mirror != nil {
		if err := remote.Watch(ctx, share.AllContacts); err != nil {
			return false
		}
		mirror.follow(remote) // returns when the connection has ended
	} else {
		l.tell(ctx, Event{Login: &Login{Account: w.Account, Asking: w.Asking, Problem: share.UnpackError(w.Problem)}})
		<-remote.Gone()
	}
	select {
	case <-l.byes:
		return true
	default:
		return false
	}
}

// outdated reports whether this window is of a program whose file has been replaced, and the part that stays is not.
func (l *Link) outdated(hello share.Hello) bool {
	return l.build != "" && hello.Build != l.build && hello.Build == BuildOf(l.program)
}

// entered notes who is signed in at the other end, and tells the window if that is somebody else than before; it returns the
// mirror to feed, nil while nobody is signed in.
func (l *Link) entered(hello share.Hello, remote *share.Remote) *steady {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remote, l.demo = remote, hello.Demo
	if hello.Account == nil {
		l.mirror = nil
		return nil
	}
	if l.mirror == nil || l.account != *hello.Account {
		l.mirror, l.account = newSteady(), *hello.Account
		l.events <- Event{Login: &Login{Account: l.account, Mirror: l.mirror}}
	}
	return l.mirror
}

// pushed takes what the part that stays asks of the window.
func (l *Link) pushed(kind string, line []byte) {
	switch kind {
	case "show":
		var wanted show
		if json.Unmarshal(line, &wanted) != nil {
			return
		}
		select {
		case l.events <- Event{Show: true, Number: wanted.Number}:
		default: // a window that does not even take this is not to be shown
			l.log.Warn("the window does not answer")
		}
	case "bye":
		l.part()
	}
}

// part ends the link for good.
func (l *Link) part() {
	select {
	case l.byes <- struct{}{}:
	default:
	}
	l.mu.Lock()
	remote := l.remote
	l.mu.Unlock()
	if remote != nil {
		go remote.Close() // it waits for the reader, which may be who calls
	}
}

func (l *Link) tell(ctx context.Context, e Event) {
	select {
	case l.events <- e:
	case <-ctx.Done():
	}
}

func (l *Link) isVisible() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.visible
}

// SetVisible notes whether the window is to be seen, for a window that takes its place.
func (l *Link) SetVisible(visible bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.visible = visible
}

// SignIn asks for an account to be tried, and waits for what came of it: the PBX took it, and an Event tells of it, or err.
// kept is why it is not kept for the next start.
func (l *Link) SignIn(ctx context.Context, a account.Account, secret string, remember bool) (kept, err error) {
	kept, err = l.pipe.signIn(ctx, signInRequest{a, secret, remember})
	if !errors.Is(err, share.ErrNoPipe) {
		return kept, err
	}
	// The part that stays was started after this window: a new one has a pipe to it.
	if err := l.ask(ctx, doReplace, replacing{true}, nil); err != nil {
		return nil, err
	}
	l.part()
	return nil, share.ErrNoPipe
}

// Leave ends the session for somebody who wants to sign in again.
func (l *Link) Leave(ctx context.Context) error { return l.ask(ctx, doLeave, nil, nil) }

// SignOut ends the session and forgets the account.
func (l *Link) SignOut(ctx context.Context) error { return l.ask(ctx, doSignOut, nil, nil) }

// Quit ends Ringside.
func (l *Link) Quit(ctx context.Context) error { return l.ask(ctx, doQuit, nil, nil) }

// StaysReachable reports whether Ringside can be reached when its window is closed.
func (l *Link) StaysReachable(ctx context.Context) bool {
	var a trayAnswer
	return l.ask(ctx, doTray, nil, &a) == nil && a.Host
}

func (l *Link) ask(ctx context.Context, do string, more, result any) error {
	l.mu.Lock()
	remote := l.remote
	l.mu.Unlock()
	if remote == nil {
		return share.ErrAway
	}
	return remote.Ask(ctx, do, more, result)
}
