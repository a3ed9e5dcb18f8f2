package resident

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/presence/share/socket"
	"ringside/ui/checkup"
)

// Event is something that the window has to know or to do.
type Event struct {
	// Login is who is signed in now; nil where the event is not about that.
	Login *Login
	// Show asks the window to come up, with Number in its dial field unless that is "".
	Show   bool
	Number string
	// Selected says that Number is the text that was selected when the shortcut was pressed; "" where there was none.
	Selected bool
	// Listed says that the list of accounts has become another: Accounts has it. No second one comes before that is called.
	Listed bool
}

// Link is a window's way to the part that stays. It starts that part again when it has gone.
type Link struct {
	place   socket.Place
	program string
	folder  string // of remembered pictures; "" for none
	build   string // of this process
	start   func(program string, args ...string) error
	pipe    *pipe
	log     *slog.Logger
	events  chan Event
	byes    chan struct{} // has a value once the window has to end
	// contacts outlive the connections, as the mirror does.
	contacts *RemoteContacts

	// Of Run's goroutine.
	mirror  *steady         // nil while nobody is signed in
	account account.Account // whose the mirror is, or was last
	demo    bool
	revived bool // the part that stays is not the one that started this window

	telling  sync.WaitGroup
	hints    hints
	checkups checkup.Asker

	mu       sync.Mutex    // guards what follows
	remote   *share.Remote // nil while there is none
	visible  bool
	accounts []share.Listed
}

// unread is how much a window may leave unread that is busy: as many as can ask for it at once.
const unread = 128

// NewLink makes a link over a place; in and out are the pipe to whoever started the window. folder is where pictures are
// remembered in, "" for nowhere.
func NewLink(place socket.Place, program, folder string, in io.Reader, out io.Writer, log *slog.Logger) *Link {
	l := &Link{
		place: place, program: program, folder: folder, build: BuildOf(program), start: startDetached, pipe: newPipe(in, out), log: log,
		events: make(chan Event, unread), byes: make(chan struct{}, 1),
	}
	l.contacts = l.newContacts()
	return l
}

// Events tells who is signed in, at first and whenever that changes, and what the window is asked for. It is closed when
// the window has to end.
func (l *Link) Events() <-chan Event { return l.events }

// Run keeps the link until ctx ends or the window has to.
func (l *Link) Run(ctx context.Context) {
	defer close(l.events)
	defer l.telling.Wait() // nobody is met any more, and so nobody told
	for ctx.Err() == nil {
		remote := l.connect(ctx)
		if remote == nil {
			return
		}
		l.serve(ctx, remote)
		select {
		case <-l.byes:
			return
		default:
		}
	}
}

const (
	// Between attempts to reach the part that stays. It is back at once after somebody signed in, and after a moment when a
	// new version takes over.
	reconnectFirst, reconnectLater = 10 * time.Millisecond, 250 * time.Millisecond
	// missedFor is after how long the part that stays is started again, where nobody has its place. A new version, which alone
	// knows the secret, takes over in less.
	missedFor = time.Second
)

// connect reaches the part that stays, and starts it where it does not run; nil once ctx has ended, and where it is a new
// version whose language is another.
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
		if other, ok := errors.AsType[*share.VersionError](err); ok && l.outdated(other.Hello) {
			l.startAfresh()
			return nil
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

// serve has the window told over a connection until that ends.
func (l *Link) serve(ctx context.Context, remote *share.Remote) {
	var following sync.WaitGroup
	defer following.Wait()
	defer remote.Close()
	defer context.AfterFunc(ctx, remote.Close)()
	hello := remote.Hello()
	if l.outdated(hello) {
		l.giveWay(ctx, remote)
		return
	}
	l.demo = hello.Demo
	l.meet(remote)
	defer l.meet(nil)
	following.Go(func() { l.contacts.follow(ctx, remote.Gone()) })
	var mirror *steady
	if hello.Account != nil {
		mirror = l.signedIn(ctx, *hello.Account)
	}
	var w welcome
	if remote.Ask(ctx, doWindow, present{os.Getpid()}, &w) != nil {
		return
	}
	// One of before knows no list, and says so.
	if errors.Is(remote.Ask(ctx, share.DoAccounts, share.FollowAccounts{Follow: true}, nil), share.ErrGone) {
		return
	}
	if mirror == nil && l.revived && !w.Asking { // whoever wants to sign in needs a window with a pipe
		l.giveWay(ctx, remote)
	} else if mirror == nil {
		l.signedOut(ctx, w)
		<-remote.Gone()
	} else if remote.Watch(ctx, share.AllContacts) == nil {
		mirror.follow(remote) // returns when the connection has ended
	}
}

// giveWay has another window come in place of this one, if this one is to be seen.
func (l *Link) giveWay(ctx context.Context, remote *share.Remote) {
	_ = remote.Ask(ctx, doReplace, replacing{l.isVisible()}, nil)
	l.part()
}

// outdated reports whether this window is of a program whose file has been replaced, and the part that stays is not.
func (l *Link) outdated(hello share.Hello) bool {
	return l.build != "" && hello.Build != l.build && hello.Build == BuildOf(l.program)
}

// meet notes whom to ask; nil for nobody.
func (l *Link) meet(remote *share.Remote) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remote = remote
}

// signedIn is the mirror of who is signed in at the other end. The window is told if that is somebody else than before.
func (l *Link) signedIn(ctx context.Context, a account.Account) *steady {
	if l.mirror == nil || l.account != a {
		last, err := recall(l.folder, a)
		if err != nil {
			l.log.Info("what was seen last is not shown", "error", err)
		}
		l.mirror, l.account = newSteady(last), a
		l.tell(ctx, Event{Login: &Login{Account: a, Mirror: l.mirror, Client: l.client(a)}})
	}
	return l.mirror
}

// signedOut tells the window that nobody is signed in, unless that is only since the part that stays was started again and
// still looks for the secret.
func (l *Link) signedOut(ctx context.Context, w welcome) {
	if l.mirror != nil && w.Asking && w.Account == l.account {
		return
	}
	l.mirror = nil
	l.tell(ctx, Event{Login: &Login{Account: w.Account, Asking: w.Asking, Problem: share.UnpackError(w.Problem)}})
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
		case l.events <- Event{Show: true, Number: wanted.Number, Selected: wanted.Selected}:
		default: // a window that does not even take this is not to be shown
			l.log.Warn("the window does not answer")
		}
	case share.AccountsKind:
		l.listed(line)
	case "bye":
		l.part()
	default:
		if !l.checkups.Take(kind, line) {
			l.contacts.pushed(kind, line)
		}
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

// SetVisible notes whether the window is to be seen: for a window that takes its place, and for whoever asked it to come up,
// who has another one come otherwise.
func (l *Link) SetVisible(visible bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.visible = visible
	if remote := l.remote; visible && remote != nil {
		l.telling.Go(func() { _ = remote.Ask(context.Background(), doSeen, nil, nil) }) // it ends with the connection
	}
}
