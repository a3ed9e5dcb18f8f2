package resident

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/presence/share/socket"
	"ringside/ui/hooks"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/shortcut"
	"ringside/ui/tray"
)

// Options is what the part that stays has to be told.
type Options struct {
	Words *lang.Words
	// Account is who to sign in as, if it is valid; Secret belongs to it, "" to ask the keyring. Otherwise the window asks.
	Account account.Account
	Secret  string
	Others  []Known // who else to sign in as, beside those that are kept
	Demo    bool    // the account is the built-in PBX's, and is not kept
	// Office opens the built-in PBX, once it is known that this process stays; close ends it. nil without one.
	Office  func(ctx context.Context) (a account.Account, secret string, close func(), err error)
	Folder  string // for settings, accounts and journals; "" keeps nothing
	Secrets *account.Secrets
	// Program is the path of the program that windows are started from, and Version what it calls itself.
	Program, Version string
	Notifier         notify.Notifier
	Icon             []byte // PNG, for the tray
	// HasDisplay tells whether a window could be opened on the desktop that an environment, in the form of os.Environ, is of;
	// nil is this process's own.
	HasDisplay func(environment []string) bool
	Logger     *slog.Logger
	LogLevel   slog.Level // for the windows, as Logger has it
	// Staying is called once it is known that this process stays. nil for none.
	Staying func()

	// The desktop's shortcut, and what is selected on it: nil is [shortcut.Watch] and [shortcut.Text], tests have some of their own.
	shortcut func(context.Context, shortcut.Wish) error
	selected func(context.Context) (string, error)

	// ring plays the sound of a call; nil is the desktop's own, tests have some of their own.
	ring func(context.Context) error

	lookEvery time.Duration // for a new file of the program; 0 means lookEvery, tests have less time
}

// ErrReplaced means that the program's file is a new one, which has to be run in place of this one.
var ErrReplaced = errors.New("a new version has been installed")

// Resident is the part that stays, at work.
type Resident struct {
	Options
	logins   Logins
	roll     roll
	stations stations
	lobby    *share.Server // for whoever connects while nobody is signed in
	windows  windows
	hub      hub
	icon     *tray.Tray
	sender   *notify.Sender
	telling  telling
	build    string
	contacts *Keeper // the user's own
	settings kept
	programs *hooks.Runner // others that are told of calls
	called   called
	stars    stars
	board    *board // nil for one without a tray
	hotkey   *hotkey

	life    context.Context
	end     context.CancelCauseFunc
	stay    context.Context // of the sessions, which outlive life: the window is told to end over their connections
	signOff context.CancelFunc
	running sync.WaitGroup
	began   time.Time
	mishap  mishap
	locked  locked

	refreshing sync.Mutex // held while others are told of what has changed; it guards what follows
	followers  followers
}

// errQuit ends a Resident because a person wants that.
var errQuit = errors.New("quit")

// Run is the part that stays, at a place that has been claimed, until ctx ends, somebody quits, or ErrReplaced. first is
// what it was started for. It must be called from the main goroutine. Nothing of it runs any more when it returns, unless it
// was replaced: then the window stays, for the successor.
func Run(ctx context.Context, claim *socket.Claim, o Options, first Request) (Successor, error) {
	listener, err := claim.Listen()
	if err != nil {
		return Successor{}, err
	}
	if o.Staying != nil {
		o.Staying()
	}
	if o.Office != nil {
		var done func()
		if o.Account, o.Secret, done, err = o.Office(ctx); err != nil {
			return Successor{}, errors.Join(err, listener.Close())
		}
		defer done()
	}
	r := &Resident{Options: o, build: BuildOf(o.Program), began: time.Now(), sender: notify.NewSender(o.Notifier, o.Logger), programs: hooks.NewRunner(o.Logger), board: newBoard(), hotkey: newHotkey()}
	r.locked.unseen = first.Hidden && first.Number == ""
	r.readSettings()
	r.lookEvery = cmp.Or(r.lookEvery, lookEvery)
	r.life, r.end = context.WithCancelCause(ctx)
	defer r.end(nil)
	r.stay, r.signOff = context.WithCancel(context.WithoutCancel(ctx))
	defer r.signOff()
	r.icon = tray.New(o.Icon, r.chosen, func() { r.open("", nil) })
	r.windows = windows{
		program: o.Program, demo: o.Demo, level: o.LogLevel, private: r.serveWindow, failed: r.windowFailed, display: o.HasDisplay, log: o.Logger,
		slowest: slowest,
	}
	r.logins = Logins{
		Keep: !o.Demo, Folder: o.Folder, Secrets: o.Secrets, Logger: o.Logger,
		Opened: r.opened, Changed: r.changed, Listed: r.refresh,
	}
	r.contacts = OpenContacts(r.contactsFolder(), o.Secrets, o.Logger)
	r.lobby = r.newServer(nil, nil, nil)
	r.hub.listener = listener
	r.logins.Begin(r.stay, o.Account, o.Secret, o.Others...)
	r.running.Go(r.hub.serve)
	r.telling = beginTelling(ctx, r.sender)
	r.running.Go(func() { r.watchFile() })
	r.running.Go(func() { r.watchLogout() })
	r.running.Go(r.keepSmall)
	r.running.Go(r.watchSwitches)
	r.running.Go(r.keepShortcut)
	r.running.Go(func() { r.contacts.Run(r.life) })
	r.running.Go(func() { r.begin(first) })
	r.icon.Run(r.life)
	<-r.life.Done()
	return r.finish()
}

// finish ends everything in order: the window, whoever else is connected, what was asked for, what the desktop is told, and the
// sessions last.
func (r *Resident) finish() (Successor, error) {
	replaced := errors.Is(context.Cause(r.life), ErrReplaced)
	if replaced {
		r.windows.letGo()
	} else {
		r.windows.sendAway()
		r.windows.end(windowPatience)
	}
	r.hub.close()
	r.lobby.Close()
	r.stations.closeAll()
	r.telling.end() // now that what rings has been taken back
	r.windows.wait()
	r.running.Wait()
	r.programs.Wait()
	next := Successor{Args: residentArgs(r.Demo, r.logins.Now().Account), Secret: r.logins.Secret(), Others: r.logins.Others()}
	r.signOff()
	r.logins.Close()
	r.contacts.Close()
	if replaced {
		return next, ErrReplaced
	}
	return Successor{}, nil
}

// contactsFolder is where the own contacts are kept; those of the built-in PBX are not.
func (r *Resident) contactsFolder() string {
	if r.Demo {
		return ""
	}
	return r.Folder
}

// words are the words in which others are told of calls.
func (r *Resident) words() share.Words {
	if r.contacts == nil {
		return r.Words
	}
	return namingWords{r.Words, r.contacts.Book}
}

// windowPatience is how long a window may take to end when it is asked to.
const windowPatience = time.Second

// begin does what the first start was for.
func (r *Resident) begin(first Request) {
	if first.Hidden && (first.Number == "") {
		ctx, cancel := context.WithTimeout(r.life, trayPatience)
		defer cancel()
		if tray.WaitHost(ctx) || r.windows.there() || r.life.Err() != nil {
			return
		}
		if !r.HasDisplay(nil) { // whoever started it on a machine without a desktop wants it all the same
			return
		}
	}
	r.open(first.Number, nil)
}

// trayPatience is how long after logging in a desktop may take to have a place for icons.
const trayPatience = 10 * time.Second

// open brings the window up, and tells the person why it does not come.
func (r *Resident) open(number string, environment []string) {
	r.opening(r.windows.open(number, environment))
}

func (r *Resident) opening(err error) {
	if err != nil {
		r.Logger.Warn("the window cannot be opened", "error", err)
		r.tellWindow("window_failed_title", r.Words.Error(err))
	}
}

// windowFailed says what became of a window, from the last that it said itself; came is true if it had been there.
func (r *Resident) windowFailed(reason string, came bool) {
	r.mishap.note(reason)
	title := "window_failed_title"
	if came {
		title = "window_crashed_title"
	}
	r.tellWindow(title, r.Words.WindowFailed(reason))
}

// tellWindow tells of trouble with the window, and offers to try again.
func (r *Resident) tellWindow(title, body string) {
	r.sender.Tell(notify.Message{
		Key: "window", Title: r.Words.Say(title), Body: body,
		Actions: []notify.Action{{Key: "again", Label: r.Words.Say("try_again")}},
		Chosen:  func(string) { r.open("", nil) },
	})
}

// changed has whoever connects find who is the current one now.
func (r *Resident) changed(now Login) {
	server := r.stations.serverOf(now)
	if server == nil {
		server = r.lobby
	}
	if now.Mirror != nil {
		r.contacts.regionIs(now.Mirror.Picture().Region)
	}
	r.hub.swap(server)
	r.board.wake()
	r.tellLocked(now)
}

// serveWindow answers a window that was started here over the pipe that only the two of them have.
func (r *Resident) serveWindow(c *child) {
	defer c.release() // a window that is not answered any more has to see that
	serveSignIn(r.life, c.out, c.in, r.confided)
}

// confided takes what a window tells nobody else.
func (r *Resident) confided(ctx context.Context, q signInRequest) (kept, err error) {
	if q.Contacts != nil {
		r.contacts.hold(*q.Contacts, q.Secret)
		return nil, nil
	}
	return r.logins.SignIn(ctx, r.stay, q.Account, q.Secret, q.Remember)
}
