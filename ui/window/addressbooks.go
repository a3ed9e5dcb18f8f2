package window

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
	"ringside/ui/lang"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// makeBooks makes the page of where contacts come from and go to.
func (m *mainScreen) makeBooks() {
	b := pages.NewBooks(m.words)
	m.book.books = b
	b.Import.OnChoose = func() { m.acts.chooseFile(b.Import.Chosen) }
	b.Import.OnRead = m.readFile
	b.Import.OnApply = m.applyFile
	b.OnExport = m.askExportBook
	b.OnSync = m.syncAccount
	b.OnRemove = func(id string) {
		m.do.command(func(ctx context.Context) error { return m.acts.contacts.RemoveAccount(ctx, id) }, nil)
	}
	b.Account.OnDiscover = m.discover
	b.Account.OnAdd = m.addAccount
}

// showAccounts shows what becomes of the accounts.
func (m *mainScreen) showAccounts() {
	m.book.books.Set(m.book.now.accounts, rows.Eyes{Words: m.words, Now: time.Now()})
}

// openImport shows where contacts are taken in from a file.
func (m *mainScreen) openImport() {
	m.showInstead(m.book.books.Content)
	m.canvas.Focus(m.book.books.Import.Focus())
}

// importTime is how long a large file may take.
const importTime = 3 * time.Minute

// readFile shows what taking in a file would do.
func (m *mainScreen) readFile(path string) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(documents(), path)
	}
	var outline addressbook.Outline
	m.do.quietly(importTime, func(ctx context.Context) (err error) {
		outline, err = m.acts.contacts.Preview(ctx, path)
		return err
	}, func(err error) {
		if err != nil {
			m.book.books.Import.Failed(m.words.Error(err))
			return
		}
		m.book.books.Import.Preview(outline, m.acts.contacts.Book().Region())
	})
}

// applyFile takes in what a preview shows.
func (m *mainScreen) applyFile(previewID string) {
	m.do.quietly(importTime, func(ctx context.Context) error { return m.acts.contacts.Apply(ctx, previewID) }, func(err error) {
		if err != nil {
			m.book.books.Import.Failed(m.words.Error(err))
			return
		}
		m.book.books.Import.Reset()
		m.report(m.words.Say("contacts_imported"))
		m.instead(m.book.detail.Content)
		m.open(contactsPage)
	})
}

// askExportBook asks for the file that all contacts are written to.
func (m *mainScreen) askExportBook() {
	m.askFile("contacts_export_ask", m.words.Say("contacts_file")+".vcf", func(path string) {
		format, count := addressbook.VCard4, 0
		if strings.EqualFold(filepath.Ext(path), ".csv") {
			format = addressbook.CSV
		}
		m.do.command(func(ctx context.Context) (err error) {
			count, err = m.acts.contacts.Export(ctx, path, format)
			return err
		}, func(err error) {
			if err == nil {
				m.report(m.words.Say("book_export_done", lang.With{"Count": count, "Path": path}))
			}
		})
	})
}

// syncAccount copies an account now; what comes of it shows in its state.
func (m *mainScreen) syncAccount(id string) {
	m.do.quietly(0, func(ctx context.Context) error { return m.acts.contacts.Sync(ctx, id) }, func(err error) {
		var shown *addressbook.Error
		if err != nil && !errors.As(err, &shown) {
			m.tell(m.words.Error(err))
		}
	})
}

// discover asks for the address books of an account.
func (m *mainScreen) discover(a carddav.Account, secret string) {
	var books []carddav.Book
	m.do.quietly(commandTime, func(ctx context.Context) (err error) {
		books, err = m.acts.contacts.Discover(ctx, a, secret)
		return err
	}, func(err error) {
		if err != nil {
			m.book.books.Account.Failed(m.words.Error(err), untrusted(err))
			return
		}
		m.book.books.Account.Found(books)
	})
}

// addAccount keeps an account, which is copied from then on.
func (m *mainScreen) addAccount(a carddav.Account, secret string) {
	var kept error
	m.do.quietly(commandTime, func(ctx context.Context) (err error) {
		kept, err = m.acts.contacts.AddAccount(ctx, a, secret)
		return err
	}, func(err error) {
		if err != nil {
			m.book.books.Account.Failed(m.words.Error(err), untrusted(err))
			return
		}
		m.book.books.Account.Close()
		if kept != nil {
			m.tell(m.words.Error(kept))
		}
	})
}
