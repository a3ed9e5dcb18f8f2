package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/toggles"
	"ringside/ui/checkup"
	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// mainScreen is what a person sees once signed in. It lives on the widgets' goroutine. Each page is made, and given what it
// asks for, in the file of its name.
type mainScreen struct {
	*shell
	words  *lang.Words
	do     *controller
	people *pages.People
	person *pages.Person
	me     *pages.Me
	more   *pages.More
	prefs  *pages.Settings
	check  *pages.Checkup
	dialer *pages.Dial

	history   *pages.Calls
	past      *pages.Call
	voicemail *pages.Voicemail
	passing   func() // calls off reading the calls with whoever was picked
	seeing    bool   // the engine is being told that somebody looks at the calls
	dialled   dialled

	book     ownContacts
	rooms    rooms
	queues   queueRoom
	switches switchboard
	desks    desks

	phones    *pages.Phones
	reception *pages.Reception
	before    page // that was shown before the reception

	calls   *widgets.CallStack
	trouble *widgets.Message // with the connection
	message *widgets.Message // what came of the last thing a person did
	chooser *widgets.Message // which phone?
	link    *widgets.Message // shall the number of a link be called?
	bar     *widgets.StatusBar
	palette *widgets.Palette

	accounts []rows.Account
	listed   *pages.Accounts // in the settings; nil until those are opened

	settings  *settings.Settings
	acts      screenActs
	snap      *presence.Snapshot
	index     *rows.Index        // of the picture's contacts
	own       *presence.Snapshot // the newest that the own state is known from
	changing  rows.Part          // what of the own state is being changed
	cards     []rows.Call
	dismissed map[uint64]bool
	watched   bool // the window has the keyboard: seconds are worth showing
}

// screenActs is what the main screen has others do, and what it has to be told for that.
type screenActs struct {
	account    account.Account   // who is signed in
	client     *pbxclient.Client // as that account; nil where there is none
	toggles    *toggles.Store    // of what was seen of its switches
	version    string            // of Ringside
	folder     string            // of the settings; "" keeps nothing
	keep       func()            // saves the settings
	appearance func()
	language   func(tag string) // speaks another one from now on, and keeps the settings
	signIn     func()           // goes to the sign-in page
	connection func()           // goes there for another way to the same PBX
	signOut    func()
	quit       func()
	leave      func() // goes back to what was before Ringside, on a phone
	checkup    func(context.Context, func(checkup.Result)) error
	copy       func(text string) // to the clipboard
	accounts   accountActs
	startup    desktopSwitch
	links      desktopSwitch
	shortcut   func(context.Context) (resident.Shortcut, error) // how it stands with the settings as they are
	contacts   resident.Contacts
	chooseFile func(chosen func(path string)) // for reading
	fullScreen func(yes bool)                 // has the window fill the screen
	chime      func(context.Context) error    // plays a sound; nil where there is none
}

func newMainScreen(c fyne.Canvas, w *lang.Words, do *controller, s *settings.Settings, acts screenActs) *mainScreen {
	m := &mainScreen{
		words: w, do: do, settings: s, acts: acts, dismissed: map[uint64]bool{},
		trouble: widgets.NewMessage(), message: widgets.NewMessage(), chooser: widgets.NewMessage(), link: widgets.NewMessage(), bar: widgets.NewStatusBar(),
	}
	do.failed = m.tell
	m.rooms.ctx, m.rooms.leave = context.WithCancel(do.ctx)
	m.acts.keep = func() { acts.keep(); m.showFrom() }
	m.makeCards()
	above := container.NewVBox(m.trouble, m.link, m.calls, m.chooser, m.message)
	m.shell = newShell(c, w, above, m.bar, m.allPlaces())
	m.switcher.OnTapped = func() { m.chooseAccount(m.switcher) }
	m.palette = m.newPalette()
	return m
}

// allPlaces has all pages.
func (m *mainScreen) allPlaces() [pageCount]place {
	places := [pageCount]place{
		peoplePage: m.peoplePlace(), callsPage: m.callsPlace(), voicemailPage: m.voicemailPlace(), contactsPage: m.contactsPlace(),
		dialPage: m.dialPlace(), mePage: m.mePlace(), settingsPage: m.settingsPlace(), checkupPage: m.checkupPlace(),
		queuesPage: m.queuesPlace(), phonesPage: m.phonesPlace(), switchesPage: m.switchesPlace(), desksPage: m.desksPlace(),
	}
	places[receptionPage] = m.receptionPlace()
	places[morePage] = m.morePlace(&places)
	return places
}

// show brings a new picture to the pages.
func (m *mainScreen) show(v view) {
	m.enterRooms(v.snap.Fresh(), m.snap != nil && m.snap.Fresh())
	m.snap, m.own, m.index = v.snap, v.snap, v.index
	m.people.Set(v.snap, v.index)
	m.phones.Set(v.snap, v.index)
	m.reception.Set(v.snap, v.index, m.book.now.index)
	m.showPerson()
	m.setBadge(voicemailPage, rows.OfOwn(v.snap, m.words).Voicemail)
	m.showOwn()
	m.voicemail.Set(v.snap)
	m.showCalls()
	m.dialer.Set(v.snap, v.index)
	m.showFrom()
	m.showDialled()
	m.showEntry()
	m.showDesks()
	m.tick()
}

// tick shows what changes with time alone: timers, and how old the picture is.
func (m *mainScreen) tick() {
	if m.snap == nil {
		return
	}
	now := time.Now()
	m.cards = rows.Calls(m.snap, m.eyes(), m.dismissed)
	m.calls.Set(m.cards)
	voicemail := ""
	if n, known := m.snap.NewVoicemail(); known && n > 0 {
		voicemail = m.words.Say("new_messages", lang.With{"Count": n})
	}
	m.people.Tick(m.watched)
	m.phones.Tick(m.eyes())
	m.reception.Tick(m.eyes())
	m.showPerson()
	m.stillLooking()
	m.bar.Set(m.words.Connection(m.snap.Connection, now), m.snap.Fresh(), voicemail)
	m.setCalm(m.snap.Fresh())
	m.showTrouble()
	m.settle()
}

// eyes is how the picture is looked at.
func (m *mainScreen) eyes() rows.Eyes {
	e := rows.See(m.snap, m.words, m.watched)
	e.Names = m.nameOf
	return e
}

// setWatched notes whether the window has the keyboard.
func (m *mainScreen) setWatched(yes bool) {
	if m.watched != yes {
		m.watched = yes
		m.tick()
	}
}

// copy puts a text onto the clipboard, and says so.
func (m *mainScreen) copy(text string) {
	m.acts.copy(text)
	m.report(m.words.Say("copied", lang.With{"Text": text}))
}
