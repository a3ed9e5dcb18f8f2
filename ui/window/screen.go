package window

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// mainScreen is what a person sees once signed in. It lives on the widgets' goroutine.
type mainScreen struct {
	*shell
	words  *lang.Words
	do     *controller
	people *pages.People
	me     *pages.Me
	dialer *pages.Dial

	calls   *widgets.CallStack
	trouble *widgets.Message // with the connection
	message *widgets.Message // what came of the last thing a person did
	chooser *widgets.Message // which phone?
	bar     *widgets.StatusBar

	settings  *settings.Settings
	acts      screenActs
	snap      *presence.Snapshot
	cards     []rows.Call
	dismissed map[uint64]bool
}

// screenActs is what the main screen has others do.
type screenActs struct {
	keep       func() // saves the settings
	appearance func(look.Appearance)
	signIn     func() // goes to the sign-in page
	signOut    func()
}

func newMainScreen(c fyne.Canvas, w *lang.Words, do *controller, s *settings.Settings, acts screenActs) *mainScreen {
	m := &mainScreen{
		words: w, do: do, settings: s, acts: acts, dismissed: map[uint64]bool{},
		people: pages.NewPeople(w), me: pages.NewMe(w, mySettings(s)), dialer: pages.NewDial(w),
		calls:   widgets.NewCallStack(w.Say("hang_up"), w.Say("dismiss")),
		trouble: widgets.NewMessage(), message: widgets.NewMessage(), chooser: widgets.NewMessage(), bar: widgets.NewStatusBar(),
	}
	above := container.NewVBox(m.trouble, m.calls, m.chooser, m.message)
	m.shell = newShell(c, w, above, m.bar, m.people.Content, m.me.Content, m.dialer.Content)
	m.focus = [pageCount]func() fyne.Focusable{m.people.Focus, m.me.Focus, m.dialer.Focus}
	do.failed = m.tell

	m.people.OnCall = m.callContact
	m.people.OnNumber = m.call
	m.people.OnFavourite = do.favourite
	m.dialer.OnDial = m.call
	m.dialer.OnPhone = m.choosePhone
	m.calls.OnHangUp = do.hangUp
	m.calls.OnDismiss = func(key uint64) { m.dismissed[key] = true; m.tick() }
	m.me.OnDND = func(on bool) { m.setOwn(pbxclient.UserSettings{DND: pbxclient.Some(on)}) }
	m.me.OnCallWaiting = func(on bool) { m.setOwn(pbxclient.UserSettings{CW: pbxclient.Some(on)}) }
	m.me.OnForward = func(typed string) { do.forward(typed, m.forwarded) }
	m.me.OnSettings = m.set
	m.me.OnSignOut = acts.signOut
	return m
}

// mySettings are those that the page of the own state shows.
func mySettings(s *settings.Settings) pages.MySettings {
	return pages.MySettings{
		Appearance: look.Appearance(s.Appearance), AutoAnswer: !s.PickUpByHand, OpenOnCall: s.OpenOnCall,
		ReadyMinutes: int(s.Ready() / time.Minute),
	}
}

// set keeps what a person set there.
func (m *mainScreen) set(my pages.MySettings) {
	s := m.settings
	if string(my.Appearance) != s.Appearance {
		defer m.acts.appearance(my.Appearance)
	}
	s.Appearance, s.PickUpByHand, s.OpenOnCall, s.ReadyMinutes = string(my.Appearance), !my.AutoAnswer, my.OpenOnCall, &my.ReadyMinutes
	m.acts.keep()
}

// show brings a new picture to the pages.
func (m *mainScreen) show(v view) {
	m.snap = v.snap
	own := rows.OfOwn(v.snap, m.words)
	m.people.Set(v.snap, v.index)
	m.me.Set(own)
	m.dialer.Set(v.snap.Rules(), m.choices(own), m.settings.CallFrom)
	m.tick()
}

// tick shows what changes with time alone: timers, and how old the picture is.
func (m *mainScreen) tick() {
	if m.snap == nil {
		return
	}
	now := time.Now()
	m.cards = rows.Calls(m.snap, m.words, now, m.dismissed)
	m.calls.Set(m.cards)
	voicemail := ""
	if n, known := m.snap.NewVoicemail(); known && n > 0 {
		voicemail = m.words.Say("new_messages", lang.With{"Count": n})
	}
	m.bar.Set(m.words.Connection(m.snap.Connection, now), m.snap.Fresh(), voicemail)
	m.showTrouble()
	m.settle()
}

// showTrouble says what is wrong with the connection, and what a person can do about it.
func (m *mainScreen) showTrouble() {
	c := m.snap.Connection
	if c.State == presence.Live || c.Err == nil {
		if denied := m.denied(); denied != "" {
			m.trouble.Set(denied)
			return
		}
		m.trouble.Set("")
		return
	}
	sentence := m.words.Error(c.Err)
	if m.trouble.Text() == sentence {
		return
	}
	button := widget.NewButton(m.words.Say("try_again"), m.do.retry)
	if c.State == presence.SignedOut {
		button = widget.NewButton(m.words.Say("sign_in_again"), m.acts.signIn)
	}
	m.trouble.Set(sentence, button)
}

// denied says what this login may not see, where that leaves a hole in the window.
func (m *mainScreen) denied() string {
	for _, part := range []string{"users", "events", "phones"} {
		if slices.Contains(m.snap.Denied, part) {
			return m.words.Say("denied_" + part)
		}
	}
	return ""
}

// tell shows what came of something that a person did.
func (m *mainScreen) tell(sentence string) {
	dismiss := widget.NewButton(m.words.Say("dismiss"), func() { m.say("") })
	m.say(sentence, dismiss)
}

// say shows a sentence with what can be answered, or takes the one that is there away.
func (m *mainScreen) say(sentence string, answers ...fyne.CanvasObject) {
	m.message.Set(sentence, answers...)
	m.settle()
}

func (m *mainScreen) callContact(c *presence.Contact) {
	if c.Extension == "" {
		m.askNumber(c)
		return
	}
	m.call(c.Extension)
}

// askNumber asks for the number of a colleague whose number the PBX does not tell.
func (m *mainScreen) askNumber(c *presence.Contact) {
	field := widgets.NewField(m.words.Say("number_of", lang.With{"Name": c.Name()}), nil)
	save := func() {
		m.do.extension(c, field.Text, func(err error) {
			if err == nil {
				m.say("")
			}
		})
	}
	field.OnSubmitted = func(string) { save() }
	sized := container.NewGridWrap(fyne.NewSize(240, field.MinSize().Height), field)
	m.say(m.words.Say("no_number_known", lang.With{"Name": c.Name()}), sized,
		widget.NewButton(m.words.Say("save"), save), widget.NewButton(m.words.Say("dismiss"), func() { m.say("") }))
	m.canvas.Focus(field)
}

// call places a call, after asking which phone it shall start at where that has to be known.
func (m *mainScreen) call(typed string) {
	m.say("")
	if m.snap == nil {
		return
	}
	phones := m.choices(rows.OfOwn(m.snap, m.words))
	if len(phones) > 0 && !m.settings.Asked {
		m.askPhone(phones, typed)
		return
	}
	m.do.dial(typed, m.from(phones), !m.settings.PickUpByHand)
}

// from is the phone chosen, as long as it is one of those there are.
func (m *mainScreen) from(phones []rows.Phone) string {
	for _, p := range phones {
		if p.UUID == m.settings.CallFrom {
			return p.UUID
		}
	}
	return ""
}

// choices are the phones to choose between: none where the PBX can tell by itself.
func (m *mainScreen) choices(own rows.Own) []rows.Phone {
	if own.Certain {
		return nil
	}
	return rows.Phones(m.snap, m.words)
}

// askPhone asks once which phone calls start at: it can only pick up by itself when it is a certain one.
func (m *mainScreen) askPhone(phones []rows.Phone, typed string) {
	var buttons []fyne.CanvasObject
	choose := func(name, uuid string) {
		buttons = append(buttons, widget.NewButton(name, func() {
			m.chooser.Set("")
			m.settle()
			m.choosePhone(uuid)
			m.call(typed)
		}))
	}
	for _, p := range phones {
		choose(p.Name, p.UUID)
	}
	choose(m.words.Say("pbx_chooses"), "")
	m.chooser.Set(m.words.Say("which_phone"), buttons...)
	m.settle()
	m.canvas.Focus(buttons[0].(fyne.Focusable))
}

func (m *mainScreen) choosePhone(uuid string) {
	m.settings.CallFrom, m.settings.Asked = uuid, true
	m.acts.keep()
}

func (m *mainScreen) setOwn(s pbxclient.UserSettings) {
	m.say("")
	m.do.setOwn(s, func(err error) {
		if err != nil {
			m.me.Reset()
		}
	})
}

func (m *mainScreen) forwarded(err error) {
	if err == nil {
		m.say("")
		m.me.Forwarded()
	}
}

// hangUp ends the newest call of the user's own.
func (m *mainScreen) hangUp() {
	if c, ok := rows.HangUpFirst(m.cards); ok && c.UniqueID != "" {
		m.do.hangUp(c.UniqueID)
	}
}

// favourite keeps whoever is picked among the favourites, or no longer.
func (m *mainScreen) favourite() {
	if c := m.people.Picked(); c != nil {
		m.do.favourite(c)
	}
}
