package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// accountActs is what the main screen has others do about the accounts, by their keys.
type accountActs struct {
	use    func(key string) // switches to one, or asks a person to sign in to it
	forget func(key string)
	add    func()
}

// otherAccounts is what the settings have about other accounts than the one that is signed in.
func (m *mainScreen) otherAccounts() fyne.CanvasObject {
	m.listed = pages.NewAccounts(m.words)
	m.listed.OnSwitch = m.acts.accounts.use
	m.listed.OnForget = m.acts.accounts.forget
	m.listed.OnAdd = m.acts.accounts.add
	m.listed.Set(m.accounts)
	return m.listed.Content
}

// setAccounts shows the accounts wherever they are to be seen: where there is one only, nowhere.
func (m *mainScreen) setAccounts(list []share.Listed) {
	m.accounts = rows.Accounts(list, m.words)
	if m.listed != nil {
		m.listed.Set(m.accounts)
		m.prefs.SetSeveral(m.several())
	}
	name, elsewhere := "", 0
	if current, n, ok := rows.CurrentOf(m.accounts); ok && m.several() {
		name, elsewhere = current.Name, n
		m.switcher.SetAvatar(current.Initials, current.Tone, current.Short)
		m.switcher.Set(false, elsewhere)
	}
	m.me.SetAccount(name, elsewhere)
	m.more.SetAccount(name, elsewhere)
	m.offerSwitcher(name != "")
}

func (m *mainScreen) several() bool { return len(m.accounts) > 1 }

// chooseAccount lists the accounts beside what was touched for that.
func (m *mainScreen) chooseAccount(beside fyne.CanvasObject) {
	menu := widget.NewPopUpMenu(m.accountMenu(), m.canvas)
	menu.ShowAtRelativePosition(fyne.NewPos(margin, beside.Size().Height), beside)
}

func (m *mainScreen) accountMenu() *fyne.Menu {
	var items []*fyne.MenuItem
	for _, a := range m.accounts {
		item := fyne.NewMenuItem(m.accountLabel(a), func() { m.acts.accounts.use(a.Key) })
		item.Checked = a.Current
		items = append(items, item)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(m.words.Say("account_add"), m.acts.accounts.add))
	return fyne.NewMenu("", items...)
}

// accountLabel is an account in a line of a menu, with what waits there and, where there is room, what is not as it should be.
func (m *mainScreen) accountLabel(a rows.Account) string {
	label := a.Name
	if a.State != rows.AccountLive && m.form != onePane {
		label += " · " + a.Word
	}
	if a.Unread > 0 {
		label += " (" + lang.Few(a.Unread) + ")"
	}
	return label
}

// accountCommands are the palette's ways to the other accounts.
func (m *mainScreen) accountCommands() []command {
	var list []command
	for _, a := range m.accounts {
		if !a.Current && m.several() {
			list = append(list, command{
				name: m.words.Say("account_switch", lang.With{"Name": a.Name}), do: func() { m.acts.accounts.use(a.Key) },
			})
		}
	}
	return append(list, command{name: m.words.Say("account_add"), do: m.acts.accounts.add})
}
