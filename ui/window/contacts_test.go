package window

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

func entryOf(id, given, family, number string) *addressbook.Entry {
	e := &addressbook.Entry{ID: id, Given: given, Family: family}
	if number != "" {
		e.Numbers = []addressbook.Number{{Kind: addressbook.KindMobile, Value: number}}
	}
	return e
}

// atContacts sits down at the own contacts.
func atContacts(t *testing.T, entries ...*addressbook.Entry) *seat {
	t.Helper()
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.open(contactsPage)
	p.box.set(entries...)
	p.leaf()
	p.settle()
	return p
}

// leaf shows the contacts as they are.
func (p *seat) leaf() {
	p.showBook(bookView{index: rows.NewBookIndex(p.box.Book(), p.book.now.index), accounts: p.box.Accounts()})
}

// boxed holds what the own contacts were asked for.
func (p *seat) boxed(want ...string) {
	p.t.Helper()
	p.settle()
	if diff := cmp.Diff(want, p.box.took()); diff != "" {
		p.t.Error(diff)
	}
	p.leaf()
}

// seen are the things of a kind in a part of the window that are to be seen, in order.
func seen[T fyne.CanvasObject](in fyne.CanvasObject) (all []T) {
	if !in.Visible() {
		return nil
	}
	if x, ok := in.(T); ok {
		all = append(all, x)
	}
	var parts []fyne.CanvasObject
	switch in := in.(type) {
	case *fyne.Container:
		parts = in.Objects
	case fyne.Widget:
		parts = test.WidgetRenderer(in).Objects()
	}
	for _, o := range parts {
		all = append(all, seen[T](o)...)
	}
	return all
}

// tapIn taps the button with these words that is to be seen in a part of the window.
func (p *seat) tapIn(in fyne.CanvasObject, id string) {
	p.t.Helper()
	for _, b := range seen[*widget.Button](in) {
		if b.Text == p.words.Say(id) {
			test.Tap(b)
			return
		}
	}
	p.t.Fatalf("there is no button %q", p.words.Say(id))
}

// read reports whether a text is to be read in a part of the window.
func read(in fyne.CanvasObject, text string) bool {
	for _, l := range seen[*widget.Label](in) {
		if strings.Contains(l.Text, text) {
			return true
		}
	}
	return false
}

// fill types into the fields of a part of the window, from the first on.
func (p *seat) fill(in fyne.CanvasObject, texts ...string) {
	p.t.Helper()
	fields := seen[*widgets.Field](in)
	if len(fields) < len(texts) {
		p.t.Fatalf("there are only %d fields", len(fields))
	}
	for i, text := range texts {
		fields[i].SetText(text)
	}
}

func TestContacts_AreFoundAndCalledByKeys(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "Aerts", "06 12345678"), entryOf("z", "Zoë", "Berg", "020 1234567"))
	p.typed("zoe")
	if diff := cmp.Diff([]string{"z"}, p.book.list.Listed()); diff != "" {
		t.Error(diff)
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial +31201234567 from="" auto=true`)
	p.press(fyne.KeyEscape)
	p.press(fyne.KeyDown)
	p.press(fyne.KeyReturn)
	p.expect(`dial +31612345678 from="" auto=true`)
	p.window.Canvas().Unfocus()
	p.typed("020 9")
	p.press(fyne.KeyReturn) // nobody's
	p.expect(`dial 020 9 from="" auto=true`)
}

func TestContacts_SayWhatTheyAreForWhileThereAreNone(t *testing.T) {
	p := atContacts(t)
	if !read(p.book.list.Content, p.words.Say("contacts_empty_hint")) {
		t.Error("not explained")
	}
	p.tapIn(p.book.list.Content, "contact_new")
	if !p.book.form.Content.Visible() || p.window.Canvas().Focused() != p.book.form.Focus() {
		t.Error("New opens no form")
	}
	p.open(contactsPage)
	p.tapIn(p.book.list.Content, "contact_import")
	if !p.book.books.Content.Visible() || p.book.form.Content.Visible() || p.window.Canvas().Focused() != p.book.books.Import.Focus() {
		t.Error("Import does not ask for a file")
	}
	p.box.set(entryOf("b", "Bert", "", "06 12345678"))
	p.leaf()
	if read(p.book.list.Content, p.words.Say("contacts_empty_hint")) {
		t.Error("still empty")
	}
}

func TestContacts_TheDetailShowsAllThatIsKnown(t *testing.T) {
	e := entryOf("b", "Bert", "Aerts", "0612345678")
	e.Organisation, e.Note, e.Emails = "Acme", "tall", []addressbook.Email{{Kind: addressbook.KindWork, Value: "bert@example.org"}}
	e.Numbers = append(e.Numbers, addressbook.Number{Kind: addressbook.KindWork, Value: "0201234567"})
	p := atContacts(t, e)
	p.stage.kept = []journal.Call{{Key: "k1", Began: time.Now().Add(-time.Hour), Number: "+31612345678", Outcome: "answered"}}
	p.book.list.Pick("b")
	for _, text := range []string{"Bert Aerts", "Acme", "tall", "bert@example.org", "06 12345678", "020 123 4567", "Work", "Mobile", p.words.Say("book_own")} {
		if !read(p.book.detail.Content, text) {
			t.Errorf("%q is not shown", text)
		}
	}
	p.wait()
	p.expect(`history before="" most=8 party="" ["+31612345678" "+31201234567"] missed=false`)
	if n := len(seen[*widgets.PastRow](p.book.detail.Content)); n != 1 {
		t.Errorf("%d calls are shown", n)
	}
	p.refresh()
	p.wait()
	p.expect() // nothing has changed
}

func TestContacts_WhoHasNoNumberHasNoCallsAndIsNotCalled(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "", ""))
	p.book.list.Pick("b")
	p.wait()
	if !button(t, p.book.detail.Content, p.words.Say("call")).Disabled() {
		t.Error("can be called")
	}
	p.press(fyne.KeyReturn)
	p.expect()
	if p.message.Text() != p.words.Say("contact_no_numbers") {
		t.Errorf("said %q", p.message.Text())
	}
}

func TestContacts_AFavouriteGoesFirst(t *testing.T) {
	p := atContacts(t, entryOf("a", "A", "", "06 12345678"), entryOf("z", "Z", "", "06 12345679"))
	p.book.list.Pick("z")
	p.tapIn(p.book.detail.Content, "favourite_add")
	p.boxed("put Z")
	if diff := cmp.Diff([]string{"z", "a"}, p.book.list.Listed()); diff != "" {
		t.Error(diff)
	}
}

func TestContacts_NameCallersOnCardsInTheHistoryAndInThePalette(t *testing.T) {
	p := atContacts(t)
	p.stage.paint(func(s *presence.Snapshot) {
		s.Calls = []*presence.Call{{Key: 1, UniqueID: "c", Role: presence.Callee, State: presence.CallRinging, Number: "0612345678"}}
	})
	p.refresh()
	p.box.set(entryOf("b", "Bert", "Aerts", "+31 6 12345678"))
	p.leaf() // while it rings
	if got := p.cards[0].Title; got != "Bert Aerts" {
		t.Errorf("the card says %q", got)
	}
	call := journal.Call{Key: "k", Began: time.Now(), Number: "0612345678"}
	if got := rows.OfPast(&call, nil, p.eyes()).Who; got != "Bert Aerts" {
		t.Errorf("the history says %q", got)
	}
	p.command(fyne.KeyK)
	p.typed("bert")
	if diff := cmp.Diff([]string{"Bert Aerts"}, p.offered()); diff != "" {
		t.Error(diff)
	}
	p.settle()
	p.press(fyne.KeyReturn)
	p.expect(`dial +31612345678 from="" auto=true`)
}

func TestContacts_ACallIsFoundByANameThatCameLater(t *testing.T) {
	p := sitAtCalls(t, journal.Call{Key: "k", Began: time.Now(), Number: "0612345678", Outcome: "missed"})
	p.window.Canvas().Unfocus()
	p.typed("bert")
	if p.history.Picked() != nil {
		t.Fatal("nobody is called that")
	}
	p.box.set(entryOf("b", "Bert", "", "06 12345678"))
	p.leaf()
	p.press(fyne.KeyDown)
	if p.history.Picked() == nil {
		t.Error("not found")
	}
}

func TestContacts_OnAPhoneTheDetailTheFormAndTheBooksTakeThePlaceOfTheList(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "", "06 12345678"))
	p.window.Resize(fyne.NewSize(360, 640))
	p.book.list.Pick("b")
	for what, open := range map[string]func(){
		"detail": func() { p.book.list.Pick("b") }, "form": func() { p.editEntry(nil) }, "books": p.openImport,
	} {
		p.open(contactsPage)
		if !p.book.list.Content.Visible() {
			t.Fatal("the list is not shown")
		}
		if open(); p.book.list.Content.Visible() || !p.up() || !p.book.list.Content.Visible() {
			t.Errorf("%s: it does not open, or there is no way back", what)
		}
	}
}

func TestContacts_NothingIsWiderThanAPhoneInGerman(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "", "06 12345678"))
	w := lang.New("de")
	theme := look.New(look.Light, 1.6)
	fyne.CurrentApp().Settings().SetTheme(theme)
	form, detail, books := pages.NewContactForm(w), pages.NewContact(w), pages.NewBooks(w)
	detail.OnCalls = func(string, []string) {}
	form.Set(p.box.Book().Find("b"))
	detail.Set(p.box.Book().Find("b"), p.box.Book(), 0)
	books.Set([]carddav.Status{{Account: carddav.Account{ID: "a"}}}, rows.Eyes{Words: w})
	books.Import.Preview(addressbook.Outline{NewCount: 1}, "DE")
	for what, o := range map[string]fyne.CanvasObject{
		"the form": form.Content, "the detail": detail.Content, "the address books": books.Content,
	} {
		if width := o.MinSize().Width; width > 360 {
			t.Errorf("%s is %v wide", what, width)
		}
	}
}

func TestContacts_AFailureOfAFavouriteIsSaid(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "", "06 12345678"))
	p.box.refuse = &addressbook.Error{Code: addressbook.CodeDisk}
	p.starEntry(p.box.Book().Find("b"))
	p.settle()
	if p.message.Text() != p.words.Error(p.box.refuse) {
		t.Errorf("said %q", p.message.Text())
	}
}
