package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Settings is the page of what a person sets about Ringside itself. Every change is told at once; what the page shows is what it
// was given last.
type Settings struct {
	// OnChange is given what changes the settings.
	OnChange func(change func(*settings.Settings))
	// OnPhone tells that another phone was chosen to call from, "" for the PBX's choice.
	OnPhone func(uuid string)
	// OnRegion tells that numbers are to be read in another ISO 3166 region, "" for the PBX's.
	OnRegion func(region string)
	// OnDeskCode tells what is called to log in at a hot desk, "" for nothing.
	OnDeskCode func(code string)
	// OnStartup is asked to have Ringside start with the desktop, or no longer.
	OnStartup func(on bool)
	// OnLinks is asked to have Ringside open the telephone links of other programs, or no longer.
	OnLinks func(on bool)
	// OnShortcut is asked for another shortcut for the whole desktop.
	OnShortcut func(settings.Shortcut)
	// OnCopyLink is asked for the link to sign in with elsewhere.
	OnCopyLink func()
	// OnNoTime is told that what was typed is no time.
	OnNoTime             func()
	OnSignOut, OnCheckup func()
	// OnConnection is asked to have a person say anew how the PBX is reached, and as whom.
	OnConnection func()

	Content fyne.CanvasObject

	words     *lang.Words
	account   *widget.Label
	signOut   *widget.Button
	alone     fyne.CanvasObject // about the account while it is the only one
	calls     *callSettings
	numbers   *numberSettings
	notices   *noticeSettings
	programs  *programSettings
	window    *windowSettings
	startup   *widgets.SwitchRow
	links     *linkSettings
	shortcut  *shortcutSettings
	elsewhere *signInLink
	checkup   *widgets.LinkRow
	accounts  fyne.CanvasObject
}

// SettingsState is what the page shows.
type SettingsState struct {
	settings.Settings
	Mine     rows.Mine
	Rules    dialplan.Rules
	SignedIn string // who is signed in where
	Link     string // to sign in with elsewhere
	Region   string // in which country's way numbers are read
	// RegionSet is the country that a person has them read in, "" for the PBX's.
	RegionSet string
	DeskCode  string // what is called to log in at a hot desk
	Told      string // what notifications tell now
}

// NewSettings makes the page. accounts stands below who is signed in, about other accounts; nil for nothing.
func NewSettings(w *lang.Words, version string, accounts fyne.CanvasObject) *Settings {
	s := &Settings{words: w, account: widget.NewLabel(""), accounts: accounts}
	s.account.Wrapping = fyne.TextWrapWord
	s.signOut = widget.NewButtonWithIcon(w.Say("sign_out"), look.SignOut.Plain(), func() { s.OnSignOut() })
	change := func(f func(*settings.Settings)) { s.OnChange(f) }
	noTime := func() { s.OnNoTime() }
	s.calls = newCallSettings(w, change, func(uuid string) { s.OnPhone(uuid) }, func(code string) { s.OnDeskCode(code) })
	s.numbers = newNumberSettings(w, change, func(region string) { s.OnRegion(region) })
	s.notices = newNoticeSettings(w, change, noTime)
	s.programs = newProgramSettings(w, change)
	s.window = newWindowSettings(w, change)
	s.startup = widgets.NewSwitchRow(w.Say("start_with_desktop"), w.Say("start_with_desktop_hint"), func(on bool) { s.OnStartup(on) })
	s.startup.Hide()
	s.links = newLinkSettings(w, change, func(on bool) { s.OnLinks(on) })
	s.shortcut = newShortcutSettings(w, func(to settings.Shortcut) { s.OnShortcut(to) })
	s.elsewhere = newSignInLink(w, func() { s.OnCopyLink() })
	s.checkup = widgets.NewLinkRow(look.Checkup, w.Say("page_checkup"), func() { s.OnCheckup() })
	s.arrange(version)
	return s
}

func (s *Settings) arrange(version string) {
	s.alone = container.NewVBox(s.account, widgets.Inset(0, 4, 8, 8, widgets.NewFlow(s.signOut)))
	account := container.NewVBox(s.alone)
	if s.accounts != nil {
		account.Add(s.accounts)
	}
	account.Add(widgets.NewLinkRow(look.Globe, s.words.Say("connection_change"), func() { s.OnConnection() }))
	account.Add(s.elsewhere.content)
	about := small(s.words.Say("version", lang.With{"Version": version}))
	column := container.NewVBox()
	for _, section := range []struct {
		title   string
		content fyne.CanvasObject
	}{
		{"section_account", account},
		{"section_calls", container.NewVBox(s.calls.content, s.links.content, s.shortcut.content)},
		{"section_numbers", s.numbers.content},
		{"section_notices", s.notices.content},
		{"section_programs", s.programs.content},
		{"section_window", container.NewVBox(s.window.content, s.startup)},
		{"section_privacy", container.NewVBox(quiet(s.words.Say("privacy_hint")), s.checkup, about)},
	} {
		column.Add(widgets.NewSection(s.words.Say(section.title)))
		column.Add(widgets.NewCard(section.content))
	}
	s.Content = container.NewBorder(widgets.NewHeader(s.words.Say("page_settings")), nil, nil, nil, widgets.NewColumn(column))
}

// Set shows the settings as they are.
func (s *Settings) Set(now SettingsState) {
	setLabel(s.account, now.SignedIn)
	s.calls.show(now)
	s.numbers.show(now)
	s.notices.show(now)
	s.programs.show(now)
	s.window.show(now)
	s.links.show(now)
	s.shortcut.show(now.Shortcut)
	s.elsewhere.show(now.Link)
}

// SetStartup shows whether Ringside starts with the desktop; until then that is not offered.
func (s *Settings) SetStartup(on bool) {
	s.startup.Set(widgets.Switch{On: on})
	widgets.SetVisible(s.startup, true)
}

// SetLinks shows whether Ringside opens telephone links; until then that is not offered.
func (s *Settings) SetLinks(on bool) {
	s.links.open.Set(widgets.Switch{On: on})
	widgets.SetVisible(s.links.open, true)
}

// SetShortcut shows how the shortcut for the whole desktop stands; until then that is not offered.
func (s *Settings) SetShortcut(now resident.Shortcut) { s.shortcut.stands(now) }

// OfferRing offers the sound of a call, where something can play it.
func (s *Settings) OfferRing(yes bool) { widgets.SetVisible(s.notices.ring, yes) }

// SetSeveral tells whether there are several accounts, which stand in a list then.
func (s *Settings) SetSeveral(yes bool) { widgets.SetVisible(s.alone, !yes) }

// Focus is what gets the keyboard when the page comes up: not the first of all, which signs out.
func (s *Settings) Focus() fyne.Focusable { return s.calls.openOnCall }

// asSet is a switch for something of Ringside's own.
func asSet(on bool) widgets.Switch { return widgets.Switch{On: on} }
