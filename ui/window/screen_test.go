package window

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/toggles"
	"ringside/ui/checkup"
	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// checkLeaks leaves aside what Fyne's test driver and its animation of a cursor keep for themselves.
func checkLeaks(m *testing.M) { goleak.VerifyTestMain(m) }

// seat is a main screen in a test window, over a stage.
type seat struct {
	*mainScreen
	t       testing.TB
	stage   *stage
	window  fyne.Window
	queue   chan func()
	saved   int
	signed  string
	copied  string
	delayed []func() // what is to be done after a while; nil where that was called off
	spoken  []string // languages
	looks   int      // how often the appearance was set
	box     *cardBox // the own contacts
	chosen  string   // the file that is chosen
	full    bool     // the window fills the screen
	chimes  atomic.Int32
}

// sit opens the main screen; the picture is shown at once.
func sit(t testing.TB, s *stage, set settings.Settings) *seat {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	p := &seat{t: t, stage: s, queue: make(chan func(), 64), box: newCards()}
	p.window = test.NewTempWindow(t, widget.NewLabel(""))
	ctx, cancel := context.WithCancel(t.Context())
	words := lang.New("en")
	control := &controller{mirror: s, words: words, do: func(f func()) { p.queue <- f }, ctx: ctx}
	control.later = func(_ time.Duration, f func()) func() {
		at := len(p.delayed)
		p.delayed = append(p.delayed, f)
		return func() {
			if at < len(p.delayed) {
				p.delayed[at] = nil
			}
		}
	}
	t.Cleanup(func() { p.gone(); cancel(); control.wait() })
	p.mainScreen = newMainScreen(p.window.Canvas(), words, control, &set, screenActs{
		account: account.Account{Address: "pbx.example.org", UserName: "ik"}, client: s.client, toggles: toggles.NewStore("", slog.New(slog.DiscardHandler)), version: "1.2.3",
		keep: func() { p.saved++ }, appearance: func() { p.looks++ }, language: func(tag string) { p.spoken = append(p.spoken, tag) },
		copy:       func(text string) { p.copied = text },
		fullScreen: func(yes bool) { p.full = yes },
		chime:      func(context.Context) error { p.chimes.Add(1); return nil },
		contacts:   p.box, chooseFile: func(chosen func(string)) { chosen(p.chosen) },
		signIn: func() { p.signed = "in" }, connection: func() { p.signed = "anew" }, signOut: func() { p.signed = "out" }, leave: func() { p.signed = "left" },
		accounts: accountActs{
			use: func(key string) { p.signed = "use " + key }, forget: func(key string) { p.signed = "forget " + key },
			add: func() { p.signed = "add" },
		},
		startup: (&desktopStart{}).known(), links: (&desktopStart{}).known(),
		shortcut: func(context.Context) (resident.Shortcut, error) { return resident.Shortcut{}, errors.ErrUnsupported },
		checkup:  func(context.Context, func(checkup.Result)) error { return nil },
	})
	p.window.SetContent(p.content)
	p.window.Resize(fyne.NewSize(900, 640))
	p.keys()
	p.refresh()
	p.open(peoplePage)
	return p
}

// refresh shows the stage's picture.
func (p *seat) refresh() {
	s := p.stage.Picture()
	p.show(view{snap: s, index: rows.NewIndex(s.Contacts, p.words.Tag(), nil)})
}

// settle waits for the commands asked for, shows what they came to, and does so for those that follow from that.
func (p *seat) settle() []string {
	for p.do.wait(); len(p.queue) > 0; p.do.wait() {
		(<-p.queue)()
	}
	return p.stage.took()
}

// wait lets so much time pass that all is done that was to be done later.
func (p *seat) wait() {
	later := p.delayed
	p.delayed = nil
	for _, f := range later {
		if f != nil {
			f()
		}
	}
}

// typed types where the focus is, as a keyboard does.
func (p *seat) typed(text string) {
	if focused := p.window.Canvas().Focused(); focused != nil {
		test.Type(focused, text)
		return
	}
	test.TypeOnCanvas(p.window.Canvas(), text)
}

func (p *seat) press(k fyne.KeyName) {
	p.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
}

// command does what Ctrl and a letter do; that the keys themselves arrive is seen on a real desktop.
func (p *seat) command(k fyne.KeyName) { p.shortcuts()[k]() }

func (p *seat) expect(want ...string) {
	p.t.Helper()
	if diff := cmp.Diff(want, p.settle()); diff != "" {
		p.t.Error(diff)
	}
}

var (
	anna   = person("anna", "Anna Wójcik", "203", presence.Available)
	hannah = person("hannah", "Hannah Berg", "204", presence.Available)
	nobody = person("nobody", "Jan Zonder", "", presence.Unavailable)
)

func TestScreen_ThreeLettersAndEnterCallTheBestMatch(t *testing.T) {
	p := sit(t, newStage(me(), hannah, anna), settings.Settings{})
	p.typed("ann")
	p.press(fyne.KeyReturn)
	p.expect(`dial 203 from="" auto=true`)
}

func TestScreen_LettersTypedAnywhereSearch(t *testing.T) {
	p := sit(t, newStage(me(), hannah, anna), settings.Settings{})
	p.window.Canvas().Unfocus()
	p.typed("han")
	p.press(fyne.KeyEnter)
	p.expect(`dial 204 from="" auto=true`)
}

func TestScreen_TheOnePickedIsCalledAlthoughTheListSortsItselfAnew(t *testing.T) {
	p := sit(t, newStage(me(), anna, hannah), settings.Settings{})
	p.press(fyne.KeyDown)
	p.press(fyne.KeyDown) // Hannah
	p.stage.paint(func(s *presence.Snapshot) {
		star := *hannah
		star.Favourite = true
		s.Contacts = presence.NewRoster([]*presence.Contact{me(), anna, &star}, 1)
	})
	p.refresh()
	p.press(fyne.KeyReturn)
	p.expect(`dial 204 from="" auto=true`)
}

func TestScreen_ANumberThatIsNobodysIsDialledAsTyped(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{PickUpByHand: true})
	p.typed("020 1234567")
	p.press(fyne.KeyReturn)
	p.expect(`dial 020 1234567 from="" auto=false`)
}

func TestScreen_AsksForANumberThatIsNotKnownAndKeepsIt(t *testing.T) {
	p := sit(t, newStage(me(), nobody), settings.Settings{})
	p.typed("zonder")
	p.press(fyne.KeyReturn)
	p.expect()
	if !strings.Contains(p.message.Text(), "Jan Zonder") {
		t.Errorf("said %q", p.message.Text())
	}
	p.typed("2 1 9")
	p.press(fyne.KeyReturn)
	p.expect("extension nobody 219")
	if p.message.Text() != "" {
		t.Errorf("still asks %q", p.message.Text())
	}
}

func TestScreen_DoNotDisturbShowsWhatThePBXSays(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.command(fyne.KeyD)
	p.expect("dnd true")
	p.stage.refuse = errors.New("no")
	p.command(fyne.KeyD) // the PBX has not taken it: still off, so this asks for on again
	if p.settle(); p.message.Text() == "" {
		t.Error("a refusal must be said")
	}
	p.stage.refuse = nil
	on := *me()
	on.DND = pbxclient.Some(true)
	p.stage.paint(func(s *presence.Snapshot) { s.Contacts = presence.NewRoster([]*presence.Contact{&on, anna}, 0) })
	p.refresh()
	p.command(fyne.KeyD)
	p.expect("dnd false")
}

func TestScreen_ForwardsToWhatTheNumberMeans(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.forward("06 12345678", time.Time{})
	p.expect(`forward "+31612345678"`)
	p.forward("", time.Time{})
	p.expect(`forward ""`)
	p.forward("hello", time.Time{})
	p.expect()
	if p.message.Text() == "" {
		t.Error("a number that is none must be said to be none")
	}
}

func TestScreen_ShowsACallAndHangsItUp(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.stage.paint(func(s *presence.Snapshot) {
		s.Calls = []*presence.Call{{
			Key: 1, UniqueID: "c1", Role: presence.Caller, State: presence.CallActive, Stage: presence.Connected, Number: "203",
			PartyUUID: "anna", AnsweredAt: time.Now(),
		}}
	})
	p.refresh()
	if len(p.cards) != 1 || p.cards[0].Title != "Anna Wójcik" {
		t.Fatalf("cards %+v", p.cards)
	}
	p.command(fyne.KeyH)
	p.expect("hang up c1")
}

func TestScreen_KeepsFavourites(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.press(fyne.KeyDown)
	p.command(fyne.KeyB)
	p.expect("favourite anna true")
}

func TestScreen_SaysWhatIsWrongWithTheConnectionAndWhatToDo(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	lost := &pbxclient.Error{Op: "events", Code: pbxclient.CodeUnreachable}
	p.stage.paint(func(s *presence.Snapshot) {
		s.Connection = presence.Connection{State: presence.Stale, Err: lost, AsOf: time.Now().Add(-3 * time.Minute)}
	})
	p.refresh()
	if p.trouble.Text() != p.words.Error(lost) {
		t.Errorf("said %q", p.trouble.Text())
	}
	test.Tap(button(t, p.trouble, p.words.Say("try_again")))
	p.expect("retry")

	p.stage.paint(func(s *presence.Snapshot) {
		s.Connection = presence.Connection{State: presence.SignedOut, Err: &pbxclient.Error{Code: pbxclient.CodeUnauthorized, Status: 401}}
	})
	p.refresh()
	test.Tap(button(t, p.trouble, p.words.Say("sign_in_again")))
	if p.signed != "in" {
		t.Error("the way back to signing in is missing")
	}

	p.stage.paint(func(s *presence.Snapshot) { s.Connection = presence.Connection{State: presence.Live} })
	p.refresh()
	if p.trouble.Text() != "" {
		t.Errorf("still says %q", p.trouble.Text())
	}
}

// button finds a button by its words.
func button(t *testing.T, in fyne.CanvasObject, words string) *widget.Button {
	t.Helper()
	for _, o := range test.LaidOutObjects(in) {
		if a, ok := o.(*widgets.Answer); ok {
			o = &a.Button
		}
		if b, ok := o.(*widget.Button); ok && b.Text == words {
			return b
		}
	}
	t.Fatalf("there is no button %q", words)
	return nil
}
