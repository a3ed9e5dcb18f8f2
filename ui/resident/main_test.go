package resident

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/presence/share/socket"
	"ringside/ui/demo"
	"ringside/ui/lang"
	"ringside/ui/notify"
)

// others are what this test binary plays besides windows.
var others = map[string]func() int{}

// This test binary is the window's process as well, when it is started as one.
func TestMain(m *testing.M) {
	if part := os.Getenv(actorPart); part != "" {
		if play := others[part]; play != nil {
			os.Exit(play())
		}
		os.Exit(act(part))
	}
	// Without a bus the tray only waits, and so can be had more than once in a process.
	for name, value := range map[string]string{"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", secretVariable: "of the environment"} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	goleak.VerifyTestMain(m)
}

// long is how long something may take that has to happen.
const long = 20 * time.Second

// await takes the next of what is told; it has to come.
func await[T any](t *testing.T, told <-chan T, what string) T {
	t.Helper()
	select {
	case v, open := <-told:
		if !open {
			t.Fatalf("%s: nothing more comes", what)
		}
		return v
	case <-time.After(long):
		t.Fatalf("%s: it does not come", what)
	}
	panic("not reached")
}

// over waits for something to end.
func over[T any](t *testing.T, ended <-chan T, what string) {
	t.Helper()
	for late := time.After(long); ; {
		select {
		case _, open := <-ended:
			if !open {
				return
			}
		case <-late:
			t.Fatalf("%s does not end", what)
		}
	}
}

// safe is a keyring for tests. Each call waits for open, and fails with broken.
type safe struct {
	mu      sync.Mutex
	secrets map[string]string
	broken  error
	open    chan struct{} // nil never waits
}

func (s *safe) do(work func()) error {
	if s.open != nil {
		<-s.open
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken == nil {
		work()
	}
	return s.broken
}

func (s *safe) Get(_, user string) (secret string, err error) {
	var kept bool
	if err := s.do(func() { secret, kept = s.secrets[user] }); err != nil {
		return "", err
	}
	if !kept {
		return "", account.ErrNoSecret
	}
	return secret, nil
}

func (s *safe) Set(_, user, secret string) error { return s.do(func() { s.secrets[user] = secret }) }
func (s *safe) Delete(_, user string) error      { return s.do(func() { delete(s.secrets, user) }) }

// desktop is what shows messages.
type desktop struct {
	mu      sync.Mutex
	shown   map[string]notify.Message
	told    []string      // the keys of all that was ever shown
	changed chan struct{} // capacity 1
}

func newDesktop() *desktop {
	return &desktop{shown: map[string]notify.Message{}, changed: make(chan struct{}, 1)}
}

func (d *desktop) change(what func()) error {
	d.mu.Lock()
	what()
	d.mu.Unlock()
	select {
	case d.changed <- struct{}{}:
	default:
	}
	return nil
}

func (d *desktop) Show(_ context.Context, m notify.Message) error {
	return d.change(func() { d.shown[m.Key], d.told = m, append(d.told, m.Key) })
}

func (d *desktop) Withdraw(_ context.Context, key string) error {
	return d.change(func() { delete(d.shown, key) })
}

func (d *desktop) Close() error { return nil }

// until waits until what is shown is as it has to be, and returns it.
func (d *desktop) until(t *testing.T, what string, is func([]notify.Message) bool) []notify.Message {
	t.Helper()
	for {
		d.mu.Lock()
		var shown []notify.Message
		for _, m := range d.shown {
			shown = append(shown, m)
		}
		d.mu.Unlock()
		if is(shown) {
			return shown
		}
		await(t, d.changed, what)
	}
}

// house is where a Ringside lives in a test: an office, a place to meet, a keyring and a desktop.
type house struct {
	office  *demo.Office
	place   socket.Place
	safe    *safe
	desktop *desktop
	account account.Account
	secret  string
	Options
}

func newHouse(t *testing.T) *house {
	t.Helper()
	office, err := demo.Start(context.Background(), demo.Options{Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(office.Close)
	short, err := os.MkdirTemp("", "rs") // a socket's path has to be
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(short) })
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{
		office: office, place: socket.In(filepath.Join(short, "run"), "ringside"), desktop: newDesktop(),
		safe: &safe{secrets: map[string]string{}},
	}
	h.account, h.secret = office.Login()
	h.Options = Options{
		Words: lang.New("en"), Account: h.account, Secret: h.secret, Folder: t.TempDir(), Secrets: account.NewSecrets(h.safe, long),
		Program: program, Version: "1.2.3", Notifier: h.desktop, HasDisplay: func([]string) bool { return true },
		Logger: slog.New(slog.DiscardHandler),
	}
	return h
}

// staying is a part that stays, at work.
type staying struct {
	stop  context.CancelFunc
	ended chan struct{}
	next  Successor // once it has ended
	err   error
}

// stay claims the place and runs there until the test ends.
func (h *house) stay(t *testing.T, first Request) *staying {
	t.Helper()
	claim, err := h.place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	return h.begin(t, func(ctx context.Context) (Successor, error) {
		defer func() { _ = claim.Release() }()
		return Run(ctx, claim, h.Options, first)
	})
}

// start starts a Ringside, as a person does.
func (h *house) start(t *testing.T, first Request, named bool) *staying {
	t.Helper()
	return h.begin(t, func(ctx context.Context) (Successor, error) { return Start(ctx, h.place, h.Options, first, named) })
}

func (h *house) begin(t *testing.T, run func(context.Context) (Successor, error)) *staying {
	t.Helper()
	s := &staying{ended: make(chan struct{})}
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	go func() {
		defer close(s.ended)
		s.next, s.err = run(ctx)
	}()
	t.Cleanup(func() { s.end(t) })
	return s
}

// end ends it and waits for that.
func (s *staying) end(t *testing.T) {
	t.Helper()
	s.stop()
	over(t, s.ended, "the part that stays")
}

// connect connects to the part that stays, once it listens.
func (h *house) connect(t *testing.T, pushed func(string, []byte)) *share.Remote {
	t.Helper()
	for late := time.Now().Add(long); time.Now().Before(late); {
		conn, err := h.place.Dial(t.Context())
		if err != nil {
			continue
		}
		remote, err := share.Connect(t.Context(), conn, pushed)
		if err != nil {
			continue
		}
		t.Cleanup(remote.Close)
		return remote
	}
	t.Fatal("nobody answers")
	return nil
}

// pictured waits until a mirror's picture is as it has to be.
func pictured(t *testing.T, m presence.Mirror, what string, is func(*presence.Snapshot) bool) *presence.Snapshot {
	t.Helper()
	sub := m.Subscribe()
	defer sub.Close()
	for !is(m.Picture()) {
		await(t, sub.Changes, what)
	}
	return m.Picture()
}

func live(s *presence.Snapshot) bool { return s.Synced && s.Fresh() }

// files is what is in a folder.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	content := map[string]string{}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) == 0 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		content[e.Name()] = string(data)
	}
	return content
}
