package resident

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/presence/share"
	"ringside/ui/lang"
)

// painted is a mirror whose picture a test paints and whose commands it reads.
type painted struct {
	*presence.Board
	asked chan string
}

func paint(contacts ...string) *painted {
	var all []*presence.Contact
	for _, c := range contacts {
		all = append(all, &presence.Contact{UUID: c, Username: c})
	}
	return &painted{
		Board: presence.NewBoard(&presence.Snapshot{
			Connection: presence.Connection{State: presence.Live}, Synced: true, Resyncs: 1, Contacts: presence.NewRoster(all, 1),
		}),
		asked: make(chan string, 64),
	}
}

func (p *painted) ask(format string, args ...any) error {
	p.asked <- fmt.Sprintf(format, args...)
	return nil
}

func (p *painted) Plan(_ context.Context, r presence.DialRequest) (presence.DialPlan, error) {
	return presence.DialPlan{}, p.ask("plan %s", r.Typed)
}

func (p *painted) Dial(_ context.Context, r presence.DialRequest) (presence.DialResult, error) {
	return presence.DialResult{}, p.ask("dial %s", r.Typed)
}
func (p *painted) Hangup(_ context.Context, id string) error { return p.ask("hang up %s", id) }

func (p *painted) SetOwn(_ context.Context, u pbxclient.UserSettings) error {
	return p.ask("dnd %v", u.DND.Or(false))
}

func (p *painted) SetOwnUntil(_ context.Context, u pbxclient.UserSettings, until time.Time) error {
	return p.ask("dnd %v until %d", u.DND.Or(false), until.UnixMilli())
}

func (p *painted) SetNote(_ context.Context, uuid, note string) error {
	return p.ask("note %s %s", uuid, note)
}

func (p *painted) SetTellWhenFree(_ context.Context, uuid string, on bool) error {
	return p.ask("tell when free %s %v", uuid, on)
}

func (p *painted) History(_ context.Context, q presence.HistoryQuery) ([]journal.Call, error) {
	return []journal.Call{{Key: "0a", Number: "203"}}, p.ask("history %+v", q)
}

func (p *painted) SetCallNote(_ context.Context, key, note string) error {
	return p.ask("call note %s %s", key, note)
}
func (p *painted) SeenCalls(context.Context) error { return p.ask("seen calls") }

func (p *painted) SetFavourite(_ context.Context, uuid string, on bool) error {
	return p.ask("favourite %s %v", uuid, on)
}

func (p *painted) SetExtension(_ context.Context, uuid, extension string) error {
	return p.ask("extension %s %s", uuid, extension)
}
func (p *painted) SetVisible(visible bool) { _ = p.ask("visible %v", visible) }
func (p *painted) Retry()                  { _ = p.ask("retry") }
func (p *painted) Wake()                   { _ = p.ask("wake") }

// host is a part that stays which a test plays.
type host struct {
	t       *testing.T
	hub     hub
	release func()
	ended   chan struct{}
	asked   chan string // what windows asked for besides the commands of the protocol
	conns   chan *share.Conn
	welcome welcome
	way     http.RoundTripper // to the PBX, of the servers to come; nil for none

	contacts *Keeper    // nil for one that knows none
	mu       sync.Mutex // guards said
	said     string     // what was asked about contacts
}

// host takes the place until the test ends, or dies.
func (h *house) host(t *testing.T) *host {
	t.Helper()
	claim, err := h.place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	p := &host{
		t: t, release: func() { _ = claim.Release() }, ended: make(chan struct{}),
		asked: make(chan string, 64), conns: make(chan *share.Conn, 64),
	}
	p.hub.listener = listener
	t.Cleanup(p.die)
	return p
}

// has somebody signed in with a mirror, or nobody: the first begins to listen.
func (p *host) has(hello share.Hello, m presence.Mirror) {
	p.t.Helper()
	p.hub.mu.Lock()
	first := p.hub.server == nil
	p.hub.mu.Unlock()
	p.hub.swap(share.NewServer(share.Options{Hello: hello, Mirror: m, More: p.more, Words: lang.New("en"), Relay: p.way}))
	if first {
		go func() {
			defer close(p.ended)
			p.hub.serve()
		}()
	}
}

func (p *host) more(c *share.Conn, do string, more json.RawMessage) (result any, handled bool, err error) {
	switch do {
	case doWindow:
		p.conns <- c
		return p.welcome, true, nil
	case doReplace, doTray, doQuit, doLeave, doSignOut, doSettings:
		p.asked <- strings.TrimSpace(do + " " + string(more))
		return nil, true, nil
	}
	if p.contacts != nil {
		p.mu.Lock()
		p.said += string(more)
		p.mu.Unlock()
		return p.contacts.More(c, do, more)
	}
	return nil, false, nil
}

// die is what it looks like from outside when the process is killed.
func (p *host) die() {
	p.hub.close()
	<-p.ended
	p.release()
}

// viewer is a window's link.
type viewer struct {
	*Link
	launched chan string // command lines
	stop     context.CancelFunc
	ended    chan struct{}
}

// view runs a link until the test ends; prepare may be nil.
func (h *house) view(t *testing.T, prepare func(*Link)) *viewer {
	t.Helper()
	v := &viewer{launched: make(chan string, 64), ended: make(chan struct{})}
	v.Link = NewLink(h.place, h.Program, h.Folder, strings.NewReader(""), io.Discard, h.Logger)
	v.start = func(_ string, args ...string) error { v.launched <- strings.Join(args, " "); return nil }
	if prepare != nil {
		prepare(v.Link)
	}
	ctx, cancel := context.WithCancel(context.Background())
	v.stop = cancel
	go func() {
		defer close(v.ended)
		v.Run(ctx)
	}()
	t.Cleanup(func() { cancel(); over(t, v.Events(), "the link"); <-v.ended })
	return v
}

// login waits until the window is told who is signed in.
func (v *viewer) login(t *testing.T) *Login {
	t.Helper()
	for {
		if e := await(t, v.Events(), "who is signed in"); e.Login != nil {
			return e.Login
		}
	}
}

var anna = account.Account{Address: "pbx.example.org", UserName: "anna", Region: "NL"}
