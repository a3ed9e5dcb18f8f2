package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// ownContacts are the pages of the user's own contacts, and what they show.
type ownContacts struct {
	list   *pages.Contacts
	detail *pages.Contact
	form   *pages.ContactForm
	books  *pages.Books
	now    bookView
	// passing calls off reading the calls with whoever was picked.
	passing func()
}

// contactsPlace has the page of the own contacts, with the detail of one. A form, and where contacts come from, take the place of
// the detail.
func (m *mainScreen) contactsPlace() place {
	o := &m.book
	o.list, o.detail, o.form = pages.NewContacts(m.words), pages.NewContact(m.words), pages.NewContactForm(m.words)
	o.list.OnCall = m.callEntry
	o.list.OnNumber = m.call
	o.list.OnFavourite = m.starEntry
	o.list.OnNew = func() { m.editEntry(nil) }
	o.list.OnImport = m.openImport
	o.list.OnBooks = func() { m.showInstead(o.books.Content) }
	o.list.OnPick = func(e *addressbook.Entry, deeper bool) {
		m.showEntry()
		if e != nil || deeper {
			m.instead(o.detail.Content)
		}
		if deeper && e != nil {
			m.deeper(contactsPage)
		}
	}
	o.detail.OnCall = m.call
	o.detail.OnCopy = m.copy
	o.detail.OnFavourite = m.starEntry
	o.detail.OnEdit = m.editEntry
	o.detail.OnDelete = m.deleteEntry
	o.detail.OnCalls = m.readCallsOf
	o.form.OnSave = m.keepEntry
	o.form.OnCancel = m.leaveForm
	m.makeBooks()
	parts := container.NewStack(o.detail.Content, o.form.Content, o.books.Content)
	o.form.Content.Hide()
	o.books.Content.Hide()
	return place{
		name: m.words.Say("page_contacts"), icon: look.Contacts, main: o.list.Content, detail: parts, focus: o.list.Focus,
	}
}

// instead shows one of the three parts beside the list.
func (m *mainScreen) instead(part fyne.CanvasObject) {
	for _, o := range []fyne.CanvasObject{m.book.detail.Content, m.book.form.Content, m.book.books.Content} {
		widgets.SetVisible(o, o == part)
	}
}

// showInstead shows a part, also where there is room for one at a time.
func (m *mainScreen) showInstead(part fyne.CanvasObject) {
	m.instead(part)
	m.deeper(contactsPage)
}

// showBook brings the own contacts to the pages, and to all that numbers are shown on.
func (m *mainScreen) showBook(v bookView) {
	o := &m.book
	renamed := o.now.index != v.index
	o.now = v
	m.showAccounts()
	if !renamed {
		return
	}
	o.list.Set(v.index)
	m.showEntry()
	if m.snap != nil {
		m.history.Rename(m.eyes())
		m.showPast()
		m.tick()
	}
}

// showEntry shows whoever is picked in detail.
func (m *mainScreen) showEntry() {
	if m.book.now.index == nil {
		return
	}
	history := 0
	if m.snap != nil {
		history = m.snap.History
	}
	m.book.detail.Set(m.book.list.Picked(), m.book.now.index.Book(), history)
}

// nameOf is the name that the own contacts have for a number, "" for none. It may be called on any goroutine.
func (m *mainScreen) nameOf(number string) string {
	if e := m.acts.contacts.Book().ByNumber(number); e != nil {
		return e.Name()
	}
	return ""
}

// callEntry calls the first number of a contact.
func (m *mainScreen) callEntry(e *addressbook.Entry) {
	number := rows.FirstNumber(e)
	if number == "" {
		m.tell(m.words.Say("contact_no_numbers"))
		return
	}
	m.call(number)
}

// starEntry keeps a contact among the favourites, or no longer.
func (m *mainScreen) starEntry(e *addressbook.Entry) {
	changed := *e
	changed.Favourite = !e.Favourite
	m.do.command(func(ctx context.Context) error {
		_, err := m.acts.contacts.Put(ctx, changed)
		return err
	}, nil)
}

// editEntry opens the form for a contact, nil for a new one.
func (m *mainScreen) editEntry(e *addressbook.Entry) {
	m.book.form.Set(e)
	m.showInstead(m.book.form.Content)
	m.canvas.Focus(m.book.form.Focus())
}

// leaveForm goes back to what was there before the form.
func (m *mainScreen) leaveForm() {
	m.instead(m.book.detail.Content)
	if m.book.list.Picked() == nil {
		m.open(contactsPage)
	}
}

// keepEntry keeps what was filled in.
func (m *mainScreen) keepEntry(e addressbook.Entry) {
	var kept *addressbook.Entry
	m.do.quietly(commandTime, func(ctx context.Context) (err error) {
		kept, err = m.acts.contacts.Put(ctx, e)
		return err
	}, func(err error) {
		if err != nil {
			m.book.form.Failed(m.words.Error(err))
			return
		}
		m.book.list.Pick(kept.ID) // as soon as the book has it
	})
}

// deleteEntry forgets a contact.
func (m *mainScreen) deleteEntry(e *addressbook.Entry) {
	m.do.command(func(ctx context.Context) error { return m.acts.contacts.Remove(ctx, e.ID) }, func(err error) {
		if err == nil {
			m.report(m.words.Say("contact_deleted", lang.With{"Name": lang.Plain(e.Name(), 60)}))
			m.book.list.Pick("")
			m.open(contactsPage)
		}
	})
}

// readCallsOf reads the last calls with a contact.
func (m *mainScreen) readCallsOf(id string, numbers []string) {
	if m.book.passing != nil {
		m.book.passing()
	}
	m.book.passing = m.do.after(looked, func() {
		m.do.history(presence.HistoryQuery{Numbers: numbers, Most: manyLast}, func(calls []journal.Call, err error) {
			if err == nil {
				m.book.detail.SetCalls(id, rows.PastCalls(calls, m.eyes()))
			}
		})
	})
}
