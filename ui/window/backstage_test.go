package window

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/ui/checkup"
	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// backstage is a part that stays which a test plays.
type backstage struct {
	events  chan resident.Event
	mu      sync.Mutex
	asked   []string
	tried   []account.Account
	secret  string
	refuse  error // what SignIn fails with
	kept    error
	trying  chan context.Context // gets that of SignIn, which waits for its end or for held; nil for an answer at once
	held    chan struct{}
	stays   bool
	gone    error // what StaysReachable fails with
	listed  []share.Listed
	results []checkup.Result // what a check-up finds
	visible []bool
	cards   *cardBox
}

func (b *backstage) ask(what string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, what)
	return nil
}

func (b *backstage) Events() <-chan resident.Event { return b.events }

func (b *backstage) SignIn(ctx context.Context, a account.Account, secret string, _ bool) (kept, err error) {
	if b.trying != nil {
		b.trying <- ctx
		select {
		case <-ctx.Done():
		case <-b.held:
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tried, b.secret = append(b.tried, a), secret
	return b.kept, b.refuse
}
func (b *backstage) Leave(context.Context) error                { return b.ask("leave") }
func (b *backstage) SignOut(context.Context) error              { return b.ask("sign out") }
func (b *backstage) Accounts() []share.Listed                   { return b.listed }
func (b *backstage) Switch(_ context.Context, key string) error { return b.ask("switch to " + key) }
func (b *backstage) Forget(_ context.Context, key string) error { return b.ask("forget " + key) }
func (b *backstage) Quit(_ context.Context, said string) error {
	return b.ask(strings.TrimSpace("quit " + said))
}
func (b *backstage) SettingsChanged(context.Context) error { return b.ask("settings") }
func (b *backstage) Contacts() resident.Contacts           { return b.cards }

func (b *backstage) StaysReachable(context.Context) (bool, error) { return b.stays, b.gone }

func (b *backstage) Shortcut(context.Context) (resident.Shortcut, error) {
	return resident.Shortcut{State: resident.ShortcutOff}, nil
}

func (b *backstage) Checkup(_ context.Context, tell func(checkup.Result)) error {
	for _, r := range b.results {
		tell(r)
	}
	return b.ask("check up")
}

func (b *backstage) SetVisible(visible bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.visible = append(b.visible, visible)
}

// ending is a test app that notes when it is told to end.
type ending struct {
	fyne.App
	quit int
}

func (e *ending) Quit() { e.quit++ }

// view is a window of a backstage.
type windowed struct {
	*frame
	t     *testing.T
	back  *backstage
	app   *ending
	queue chan func()
}

// raise makes the window; set is what was set before.
func raise(t *testing.T, set settings.Settings) *windowed {
	t.Helper()
	w := &windowed{
		t: t, back: &backstage{events: make(chan resident.Event, 16), cards: newCards()}, app: &ending{App: test.NewTempApp(t)},
		queue: make(chan func(), 64),
	}
	folder := t.TempDir()
	if err := set.Save(folder); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.frame = newFrame(ctx, w.app, func(f func()) { w.queue <- f }, Options{
		Words: lang.New("en"), Resident: w.back, Folder: folder, Logger: slog.New(slog.DiscardHandler),
	})
	w.start()
	t.Cleanup(func() {
		cancel()
		go func() {
			for f := range w.queue { // nobody may wait for a window that has gone
				_ = f
			}
		}()
		w.gone()
		close(w.queue)
	})
	return w
}

// settled does what waits, once everything that was asked for has been answered.
func (w *windowed) settled() {
	w.asking.Wait()
	for len(w.queue) > 0 {
		(<-w.queue)()
	}
}

// in has somebody signed in.
func (w *windowed) in() *stage {
	s := newStage(me(), anna)
	w.take(resident.Event{Login: &resident.Login{Account: account.Account{Address: "pbx", UserName: "me"}, Mirror: s}})
	return s
}

// out has nobody signed in.
func (w *windowed) out(l resident.Login) { w.take(resident.Event{Login: &l}) }

// asks are what the part that stays was asked for.
func (w *windowed) asks(want ...string) {
	w.t.Helper()
	w.settled()
	w.back.mu.Lock()
	defer w.back.mu.Unlock()
	if diff := cmp.Diff(want, w.back.asked); diff != "" {
		w.t.Error(diff)
	}
}

// find finds the things of a kind that are shown, in order.
func find[T fyne.CanvasObject](w *windowed, is func(T) bool) (all []T) {
	for _, o := range test.LaidOutObjects(w.window.Content()) {
		if x, ok := o.(T); ok && o.Visible() && is(x) {
			all = append(all, x)
		}
	}
	return all
}

func (w *windowed) fields() []*widgets.Field {
	return find(w, func(*widgets.Field) bool { return true })
}

// says reports whether a sentence is shown.
func (w *windowed) says(sentence string) bool {
	return len(find(w, func(m *widgets.Message) bool { return m.Text() == sentence })) > 0
}

func (w *windowed) button(words string) *widget.Button {
	w.t.Helper()
	return button(w.t, w.window.Content(), w.Words.Say(words))
}
