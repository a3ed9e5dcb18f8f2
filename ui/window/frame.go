package window

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/presence/toggles"
	"ringside/ui/checkup"
	"ringside/ui/chime"
	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/session"
	"ringside/ui/settings"
	"ringside/ui/window/look"
)

// Resident is the part of Ringside that stays when the window goes, as the window sees it: a [resident.Link] to another
// process, or a [resident.Local] on a phone.
type Resident interface {
	// Events tells who is signed in, at first and whenever that changes, and what the window is asked for. It is closed when
	// the window has to end.
	Events() <-chan resident.Event
	// SignIn tries an account; if the PBX takes it, an event tells of the login, which is the current one then, beside those there
	// were. kept is why it is not kept for the next start.
	SignIn(ctx context.Context, a account.Account, secret string, remember bool) (kept, err error)
	// Leave ends the current session for somebody who wants to sign in again, SignOut forgets the account as well.
	Leave(ctx context.Context) error
	SignOut(ctx context.Context) error
	// Accounts are all accounts, in order, as they were told last; an event says when they have become others. The list is not to
	// be changed.
	Accounts() []share.Listed
	// Switch makes another account the current one, by its key: an event tells of its login. Forget signs one out and forgets it.
	Switch(ctx context.Context, key string) error
	Forget(ctx context.Context, key string) error
	// Quit ends all of Ringside; said is a sentence that the desktop is told of it, "" for none.
	Quit(ctx context.Context, said string) error
	// StaysReachable reports whether Ringside can be reached when its window is closed; an error means that there is nothing of it
	// to reach.
	StaysReachable(ctx context.Context) (bool, error)
	// SettingsChanged tells that the settings have been saved, and returns when the part that stays goes by them.
	SettingsChanged(ctx context.Context) error
	// Shortcut is how the shortcut for the whole desktop stands with the settings as they are saved, once the desktop has answered;
	// it fails where there is none.
	Shortcut(ctx context.Context) (resident.Shortcut, error)
	// Contacts are the user's own.
	Contacts() resident.Contacts
	// SetVisible notes whether the window is to be seen.
	SetVisible(visible bool)
	// Checkup has everything looked at that makes Ringside work. tell is given each result as soon as it is there, one at a time
	// and on a goroutine of its own; it must not ask for anything itself.
	Checkup(ctx context.Context, tell func(checkup.Result)) error
}

// Options is what the window has to be told.
type Options struct {
	Words    *lang.Words
	Resident Resident
	Folder   string // for settings; "" keeps nothing
	Memory   string // for what was seen at a PBX; "" keeps nothing
	Program  string // the path of Ringside's file, to be started with the desktop
	Version  string // of Ringside
	Logger   *slog.Logger
}

// frame is the window itself: which screen it shows, and what is behind that. It lives on the widgets' goroutine.
type frame struct {
	Options
	ctx      context.Context
	app      fyne.App
	window   fyne.Window
	do       dispatcher
	settings settings.Settings

	live     *live           // nil while nobody is signed in
	accounts []share.Listed  // all there are
	signing  *signing        // the sign-in page; nil while the main screen is shown
	known    *resident.Login // what the sign-in page was opened with last
	number   string          // to be shown once somebody is signed in
	selected bool            // the shortcut was pressed for number, which may be ""
	kept     error           // why an account that was just signed in with is not kept
	asking   sync.WaitGroup
	shown    bool        // the window is to be seen
	watched  bool        // and has the keyboard
	ready    *time.Timer // ends a window that was closed long ago; nil while it is to be seen
	running  bool        // the toolkit's loop runs
	looked   bool        // for what a crash has left behind
}

// live is the screen of who is signed in.
type live struct {
	mirror  presence.Mirror
	account account.Account
	client  *pbxclient.Client
	toggles *toggles.Store
	binder  *binder
	book    *bookBinder
	control *controller
	screen  *mainScreen
	seeing  sync.Mutex // held while the mirror is told whether it is looked at, so that it is told of the last
	stop    context.CancelFunc
	// follow starts the binders, which need the toolkit's loop to run; following waits for their end.
	follow    func()
	following sync.WaitGroup
}

func newFrame(ctx context.Context, a fyne.App, do dispatcher, o Options) *frame {
	f := &frame{Options: o, ctx: ctx, app: a, do: do}
	f.loadSettings()
	f.window = a.NewWindow("Ringside")
	f.window.SetPadded(false)
	f.window.SetIcon(look.App())
	f.window.Resize(fyne.NewSize(1000, 700))
	return f
}

func (f *frame) loadSettings() {
	var err error
	if f.settings, err = settings.Load(f.Folder); err != nil {
		f.Logger.Warn("going on with the default settings", "error", err)
	}
	f.setAppearance()
}

// start begins what needs the toolkit's loop to run.
func (f *frame) start() {
	f.running = true
	if f.shown {
		f.reveal()
	}
	if f.live != nil {
		f.live.follow()
	}
}

// follow brings what the part that stays tells to the window, until there is nothing more to come.
func (f *frame) follow() {
	for e := range f.Resident.Events() {
		f.do(func() { f.take(e) })
	}
	f.do(f.end)
}

// take does what an event says.
func (f *frame) take(e resident.Event) {
	switch {
	case e.Login != nil && e.Login.Mirror != nil:
		f.open(e.Login)
	case e.Login != nil:
		f.close()
		f.askSignIn(e.Login)
	}
	if e.Listed {
		f.takeAccounts()
	}
	if e.Number != "" || e.Selected {
		f.number, f.selected = e.Number, e.Selected
		f.showNumber()
	}
	if e.Show {
		f.reveal()
	}
}

// open shows the main screen of who is signed in.
func (f *frame) open(in *resident.Login) {
	f.close()
	ctx, stop := context.WithCancel(f.ctx)
	l := &live{mirror: in.Mirror, account: in.Account, client: in.Client, stop: stop}
	l.toggles = toggles.NewStore(session.SwitchesFile(f.Memory, in.Account), f.Logger)
	l.control = &controller{mirror: l.mirror, words: f.Words, do: f.do, ctx: ctx}
	l.binder = newBinder(l.mirror, f.do, f.Words.Tag)
	l.binder.show, l.binder.tick = func(v view) { l.screen.show(v) }, func() { l.screen.tick() }
	l.book = newBookBinder(f.Resident.Contacts(), f.do)
	l.book.show = func(v bookView) { l.screen.showBook(v) }
	f.live = l
	f.showScreen(peoplePage)
	f.showNumber()
	f.sayKept()
	f.offerCrash()
	f.seen()
	f.watch(f.watched)
	l.follow = func() {
		l.following.Go(func() { l.binder.run(ctx) })
		l.following.Go(func() { l.book.run(ctx) })
	}
	if f.running {
		l.follow()
	}
}

// showScreen makes the main screen and shows it, at one of its pages.
func (f *frame) showScreen(p page) {
	l := f.live
	if l.screen != nil {
		l.screen.gone()
	}
	l.screen = newMainScreen(f.window.Canvas(), f.Words, l.control, &f.settings, screenActs{
		account: l.account, client: l.client, toggles: l.toggles, version: f.Version, folder: f.Memory, keep: f.keepSettings, appearance: f.setAppearance, language: f.setLanguage,
		signIn: f.signInAgain, connection: f.askConnection, signOut: f.signOut, quit: f.quit, leave: f.goBack, copy: f.app.Clipboard().SetContent,
		accounts: accountActs{use: f.useAccount, forget: f.forgetAccount, add: func() { f.askAccount(account.Account{}) }},
		checkup:  f.Resident.Checkup,
		startup:  startupOf(f.Program),
		links:    linksOf(f.Program),
		shortcut: f.Resident.Shortcut,
		contacts: f.Resident.Contacts(), chooseFile: f.chooseFile, fullScreen: f.window.SetFullScreen, chime: chime.Player(chime.Attention),
	})
	l.screen.watched = f.watched
	l.screen.setVisible(f.shown)
	l.screen.setAccounts(f.accounts)
	f.signing = nil
	f.window.SetContent(l.screen.content)
	l.screen.keys()
	l.screen.open(p)
}

// showNumber asks about the number that the window was asked for, once there is somebody to ask; a link to sign in with leads to
// the sign-in page.
func (f *frame) showNumber() {
	if f.number == "" && !f.selected {
		return
	}
	if a, err := account.ParseLink(f.number); !f.selected && !errors.Is(err, account.ErrNoLink) {
		f.number = ""
		f.askLinked(a, err)
		return
	}
	if f.live == nil {
		return
	}
	f.back()
	if f.selected {
		f.live.screen.askSelected(f.number)
	} else {
		f.live.screen.askCall(f.number)
	}
	f.number, f.selected = "", false
}

// close takes the main screen away, if there is one.
func (f *frame) close() {
	if f.live == nil {
		return
	}
	l := f.live
	f.live, f.signing = nil, nil
	l.screen.gone()
	l.stop()
	l.following.Wait()
	l.control.wait()
}

// leave goes to the sign-in page, signOut forgets the account before.
func (f *frame) leave()   { f.command(f.Resident.Leave) }
func (f *frame) signOut() { f.command(f.Resident.SignOut) }

// command asks something of the part that stays, and says on the main screen if that fails.
func (f *frame) command(what func(context.Context) error) {
	f.asking.Go(func() {
		ctx, cancel := context.WithTimeout(f.ctx, commandTime)
		defer cancel()
		if err := what(ctx); err != nil && f.ctx.Err() == nil {
			f.do(func() {
				if f.live != nil {
					f.live.screen.tell(f.Words.Error(err))
				}
			})
		}
	})
}

func (f *frame) keepSettings() {
	if err := f.settings.Save(f.Folder); err != nil {
		if f.live != nil {
			f.live.screen.tell(f.Words.Error(err))
		}
		return
	}
	f.command(f.Resident.SettingsChanged)
}

// setAppearance has everything look as it is set.
func (f *frame) setAppearance() {
	f.app.Settings().SetTheme(look.New(look.Appearance(f.settings.Appearance), float32(f.settings.ScalePercent())/100))
}
