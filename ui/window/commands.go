package window

import (
	"runtime"
	"time"

	"fyne.io/fyne/v2"

	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// command is something that a person can do from anywhere on the main screen: by a key with Ctrl, or Cmd, and from the palette.
type command struct {
	name string       // as the palette lists it
	key  fyne.KeyName // with Ctrl; "" for none
	do   func()
	// possible is whether it can be done now; nil for always.
	possible func() bool
}

// keyedPages is how many pages have a digit.
const keyedPages = 9

// commands are all there are.
func (m *mainScreen) commands() []command {
	list := []command{
		{name: m.words.Say("dnd_toggle"), key: fyne.KeyD, do: m.toggleDND},
		{name: m.words.Say("hang_up"), key: fyne.KeyH, do: m.hangUp, possible: func() bool { _, ok := rows.HangUpFirst(m.cards); return ok }},
		{name: m.words.Say("favourite_toggle"), key: fyne.KeyB, do: m.favourite, possible: func() bool { return m.people.Picked() != nil }},
		{
			name: m.words.Say("forward_end"), do: func() { m.forward("", time.Time{}) },
			possible: func() bool { return m.ownRow().Forward != "" },
		},
		{name: m.words.Say("waiting_toggle"), do: func() { m.setCallWaiting(!m.ownRow().CW.On) }, possible: func() bool { return m.ownRow().CW.Known }},
	}
	for i := range pageCount {
		if i == morePage || i == receptionPage {
			continue
		}
		open := command{name: m.places[i].name, do: func() { m.open(i) }, possible: func() bool { return !m.places[i].closed }}
		if i < keyedPages {
			open.key = fyne.KeyName('1' + rune(i))
		}
		list = append(list, open)
	}
	list = append(list, command{
		name: m.words.Say("queue_board_open"), do: m.openBoard, possible: func() bool { return !m.places[queuesPage].closed },
	})
	list = append(list, m.accountCommands()...)
	for _, l := range lang.Languages() {
		list = append(list, command{
			name: m.words.Say("speak", lang.With{"Language": l.Name}),
			do:   func() { m.change(func(s *settings.Settings) { s.Language = l.Tag }) },
		})
	}
	return append(list,
		command{name: m.words.Say("find_people"), key: fyne.KeyF, do: func() { m.open(peoplePage) }},
		command{name: m.words.Say("dial_number"), key: fyne.KeyL, do: func() { m.open(dialPage) }},
		command{name: m.places[receptionPage].name, key: fyne.KeyR, do: m.openReception},
		command{name: m.words.Say("open_settings"), key: fyne.KeyComma, do: func() { m.open(settingsPage) }},
		command{name: m.words.Say("contact_new"), do: func() { m.open(contactsPage); m.editEntry(nil) }},
		command{name: m.words.Say("contacts_import"), do: func() { m.open(contactsPage); m.openImport() }},
		command{name: m.words.Say("contacts_export"), do: m.askExportBook},
		command{name: m.words.Say("address_books"), do: func() { m.open(contactsPage); m.showInstead(m.book.books.Content) }},
		command{name: m.words.Say("sign_out"), do: m.acts.signOut},
		command{name: m.words.Say("quit"), key: fyne.KeyQ, do: m.acts.quit},
	)
}

func (m *mainScreen) ownRow() rows.Own {
	if m.snap == nil {
		return rows.Own{}
	}
	return rows.OfOwn(m.snap, m.words)
}

// newPalette makes the palette of people, numbers and commands.
func (m *mainScreen) newPalette() *widgets.Palette {
	p := widgets.NewPalette(m.canvas, m.words.Say("palette_hint"), m.words.Say("palette_nothing"))
	p.Find = func(typed string) []rows.Finding {
		if m.snap == nil {
			return nil
		}
		return m.index.Find(m.snap, typed, m.book.now.index, m.possible(), m.eyes())
	}
	p.OnChosen = func(f rows.Finding) {
		switch {
		case f.Do != nil:
			f.Do()
		case f.Contact != nil:
			m.callContact(f.Contact)
		default:
			m.call(f.Number)
		}
	}
	return p
}

// possible are the commands that can be given now, as the palette lists them.
func (m *mainScreen) possible() []rows.Command {
	var list []rows.Command
	for _, c := range m.commands() {
		if c.possible == nil || c.possible() {
			list = append(list, rows.Command{Name: c.name, Keys: keysOf(c.key), Do: c.do})
		}
	}
	return list
}

// keysOf writes a shortcut as people do.
func keysOf(key fyne.KeyName) string {
	switch {
	case key == "":
		return ""
	case runtime.GOOS == "darwin":
		return "⌘" + string(key)
	}
	return "Ctrl+" + string(key)
}
