package window

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"

	"fyne.io/fyne/v2"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/session"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// Options is what the window has to be told.
type Options struct {
	Words *lang.Words
	// Account is who to sign in as. When Ready, Secret belongs to it and no question is asked; otherwise the sign-in
	// page comes up, filled in with it.
	Account account.Account
	Secret  string
	Ready   bool
	// Remember is whether an account that was typed in may be kept: false for the built-in PBX.
	Remember bool
	Hidden   bool   // start in the tray, where there is one
	Number   string // to fill in, as text or tel: URI; "" for none
	Folder   string // for settings and journal; "" keeps nothing
	Secrets  *account.Secrets
	Notices  *notify.Sender
	Logger   *slog.Logger
}

// frame is the window itself: which screen it shows, and the session behind that. It lives on the widgets' goroutine.
type frame struct {
	Options
	ctx      context.Context
	app      fyne.App
	window   fyne.Window
	do       dispatcher
	settings settings
	tray     *trayIcon // nil where there is none

	live    *live // nil while nobody is signed in
	asking  sync.WaitGroup
	hidden  bool
	running bool // the toolkit's loop runs
}

// live is a session with the screen that shows it.
type live struct {
	*attempt
	binder  *binder
	control *controller
	screen  *mainScreen
	stop    context.CancelFunc
	// follow starts the binder, which needs the toolkit's loop to run; following waits for its end.
	follow    func()
	following sync.WaitGroup
}

func newFrame(ctx context.Context, a fyne.App, do dispatcher, o Options) *frame {
	f := &frame{Options: o, ctx: ctx, app: a, do: do, hidden: true}
	var err error
	if f.settings, err = loadSettings(o.Folder); err != nil {
		o.Logger.Warn("going on with the default settings", "error", err)
	}
	a.Settings().SetTheme(look.New(f.settings.Appearance))
	f.window = a.NewWindow("Ringside")
	f.window.SetPadded(false)
	f.window.SetIcon(look.App())
	f.window.Resize(fyne.NewSize(920, 680))
	return f
}

// early is a session that was begun before there was a window: the PBX answers while the desktop makes one.
type early struct {
	*attempt
	err error
}

// beginEarly begins the session that no question has to be asked for, if there is one.
func beginEarly(ctx context.Context, o Options) early {
	if !o.Ready {
		return early{}
	}
	t, err := begin(ctx, o.Account, o.Secret, o.session())
	return early{t, err}
}

// prepare builds the first screen before the window is shown, so that its first frame has something in it.
func (f *frame) prepare(e early) {
	if f.Ready {
		f.enter(f.Account, e.attempt, e.err)
	}
}

// start begins what needs the toolkit's loop to run.
func (f *frame) start() {
	f.running = true
	if f.live != nil {
		f.live.follow()
	}
	if f.Ready {
		return
	}
	page := f.askSignIn(f.Account)
	if f.Account.Valid() == nil {
		f.unlock(page)
	}
}

// unlock looks for the account's secret in the keyring, which may take as long as a person needs to unlock it.
func (f *frame) unlock(page *pages.SignIn) {
	page.Waiting()
	f.asking.Go(func() {
		secret, err := f.Secrets.Get(f.ctx, f.Account)
		if f.ctx.Err() != nil {
			return
		}
		f.do(func() {
			if err == nil {
				f.signIn(f.Account, secret)
			} else if errors.Is(err, account.ErrNoSecret) {
				page.Ready()
			} else {
				page.Failed(f.Words.Error(err), "")
			}
		})
	})
}

// askSignIn shows the sign-in page.
func (f *frame) askSignIn(known account.Account) *pages.SignIn {
	page := pages.NewSignIn(f.Words, known)
	page.OnSignIn = func(a account.Account, secret string, remember bool) { f.try(page, a, secret, remember) }
	f.window.SetContent(page.Content)
	f.window.Canvas().Focus(page.Focus())
	return page
}

// signIn begins a session of an account whose secret is known, and shows it.
func (f *frame) signIn(a account.Account, secret string) {
	t, err := begin(f.ctx, a, secret, f.session())
	f.enter(a, t, err)
}

// enter shows the main screen of a session that has begun; what is wrong with the connection shows there.
func (f *frame) enter(a account.Account, t *attempt, err error) {
	if err != nil {
		f.askSignIn(a).Failed(f.Words.Error(err), "")
		return
	}
	f.open(t)
}

// try finds out whether the PBX takes what was typed, and goes to the main screen if it does.
func (f *frame) try(page *pages.SignIn, a account.Account, secret string, remember bool) {
	t, err := begin(f.ctx, a, secret, f.session())
	if err != nil {
		page.Failed(f.Words.Error(err), "")
		return
	}
	page.Waiting()
	f.asking.Go(func() {
		err := t.verdict(f.ctx)
		var kept error
		if err != nil {
			t.end()
		} else if f.Remember {
			kept = f.remember(a, secret, remember)
		}
		if f.ctx.Err() != nil {
			return
		}
		f.do(func() {
			if err != nil {
				page.Failed(f.Words.Error(err), fingerprint(err))
				return
			}
			f.open(t)
			if kept != nil {
				f.live.screen.tell(f.Words.Error(kept))
			}
		})
	})
}

// remember keeps an account, and its secret if that may be kept, for the next start.
func (f *frame) remember(a account.Account, secret string, keepSecret bool) error {
	if err := account.NewStore(f.Folder).Save(a); err != nil {
		return err
	}
	if !keepSecret {
		return nil
	}
	return f.Secrets.Set(f.ctx, a, secret)
}

func (o Options) session() session.Options {
	return session.Options{Folder: o.Folder, Logger: o.Logger}
}

// open shows the main screen of a session.
func (f *frame) open(t *attempt) {
	ctx, stop := context.WithCancel(f.ctx)
	l := &live{attempt: t, stop: stop}
	mirror := presence.Mirror(t.session.Mirror)
	l.control = &controller{mirror: mirror, words: f.Words, do: f.do, ctx: ctx}
	again := func() { f.close(); f.askSignIn(t.session.Account) }
	l.screen = newMainScreen(f.window.Canvas(), f.Words, l.control, &f.settings, f.keepSettings, f.setAppearance, again, f.signOut)
	l.binder = newBinder(mirror, f.do, f.Words.Tag)
	l.binder.show, l.binder.tick = l.screen.show, l.screen.tick
	l.binder.tell = f.notice
	l.binder.look = f.watchForTray()
	f.live = l
	f.window.SetContent(l.screen.content)
	l.screen.keys(f.quit)
	l.screen.open(peoplePage)
	if f.Number != "" {
		l.screen.dialer.SetNumber(f.Number)
		l.screen.open(dialPage)
		f.Number = ""
	}
	f.seen(!f.hidden)
	l.follow = func() { l.following.Go(func() { l.binder.run(ctx) }) }
	if f.running {
		l.follow()
	}
}

// close ends the session, if there is one.
func (f *frame) close() {
	if f.live == nil {
		return
	}
	l := f.live
	f.live = nil
	l.stop()
	l.end()
	l.following.Wait()
	l.control.wait()
}

// signOut forgets the account and its secret.
func (f *frame) signOut() {
	a := f.live.session.Account
	f.close()
	page := f.askSignIn(account.Account{Address: a.Address, UserName: a.UserName, PlainHTTP: a.PlainHTTP, Pin: a.Pin})
	if !f.Remember {
		return
	}
	f.asking.Go(func() {
		err := account.NewStore(f.Folder).Forget()
		if gone := f.Secrets.Delete(f.ctx, a); err == nil {
			err = gone
		}
		if err != nil && f.ctx.Err() == nil {
			f.do(func() { page.Failed(f.Words.Error(err), "") })
		}
	})
}

func (f *frame) keepSettings() {
	if err := f.settings.save(f.Folder); err != nil {
		f.live.screen.tell(f.Words.Error(err))
	}
}

func (f *frame) setAppearance(a look.Appearance) { f.app.Settings().SetTheme(look.New(a)) }

// notice tells the desktop what a person has to know; it is called by the binder.
func (f *frame) notice(n presence.Notice, s *presence.Snapshot) {
	title, body := f.Words.Notice(n, s)
	m := notify.Message{Title: title, Body: body, Key: string(n.About), Urgent: n.About == presence.IncomingCall}
	if n.Call != nil {
		m.Key = "call " + strconv.FormatUint(n.Call.Key, 10) // a missed call takes the place of its ringing
	}
	f.Notices.Tell(m)
}
