package window

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// settingsPlace has the page of what a person sets about Ringside itself. It is made when it is opened: it has much on it, and
// most never look at it.
func (m *mainScreen) settingsPlace() place {
	main := container.NewStack()
	page := func() *pages.Settings {
		if m.prefs == nil {
			m.prefs = m.newSettings()
			m.showSettings()
			main.Add(m.prefs.Content)
			m.readDesktop()
		}
		return m.prefs
	}
	return place{
		name: m.words.Say("page_settings"), icon: look.Settings, main: main,
		focus: func() fyne.Focusable { return page().Focus() }, opened: func() { m.showSettings(); m.readShortcut() },
	}
}

func (m *mainScreen) newSettings() *pages.Settings {
	s := pages.NewSettings(m.words, m.acts.version, m.otherAccounts())
	s.OnChange = m.change
	s.OnPhone = m.choosePhone
	s.OnRegion = func(region string) {
		m.change(func(s *settings.Settings) { s.ReadIn(m.acts.account.ID(), region) })
	}
	s.OnDeskCode = func(code string) {
		m.change(func(s *settings.Settings) { s.LogInBy(m.acts.account.ID(), code) })
		m.showDesks()
	}
	s.OnStartup = func(on bool) { m.setDesktop(m.acts.startup, on) }
	s.OnLinks = func(on bool) { m.setDesktop(m.acts.links, on) }
	s.OnShortcut = func(to settings.Shortcut) {
		m.change(func(s *settings.Settings) { s.Shortcut = to })
		m.readShortcut()
	}
	s.OnCopyLink = func() { m.copy(m.acts.account.Link()) }
	s.OnNoTime = m.noTime
	s.OnSignOut = m.acts.signOut
	s.OnConnection = m.acts.connection
	s.OnCheckup = func() { m.open(checkupPage) }
	s.OfferRing(m.acts.chime != nil)
	s.SetSeveral(m.several())
	return s
}

// change changes the settings, keeps them, and has everything go by them at once.
func (m *mainScreen) change(change func(*settings.Settings)) {
	was := *m.settings
	change(m.settings)
	now := m.settings
	if now.Language != was.Language {
		m.acts.language(now.Language) // which keeps the settings, and makes the pages anew
		return
	}
	m.acts.keep()
	if now.Appearance != was.Appearance || now.ScalePercent() != was.ScalePercent() {
		m.acts.appearance()
	}
	m.people.SetOrder(now.SortByName)
	m.showOwn()
}

// showSettings shows the settings as they are.
func (m *mainScreen) showSettings() {
	if m.snap == nil || m.prefs == nil {
		return
	}
	m.prefs.Set(pages.SettingsState{
		Settings: *m.settings, Mine: m.mine(), Rules: m.snap.Rules(), SignedIn: rows.SignedIn(m.acts.account, m.words),
		Link: m.acts.account.Link(), Region: rows.RegionOf(m.snap, cmp.Or(m.settings.Region(m.acts.account.ID()), m.acts.account.Region), m.words),
		RegionSet: rows.CountryName(m.settings.Region(m.acts.account.ID()), m.words), DeskCode: m.settings.DeskCode(m.acts.account.ID()), Told: rows.Notifications(*m.settings, m.mine().DND.On, time.Now(), m.words),
	})
}
