package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
	"ringside/ui/window/widgets"
)

func TestImport_ShowsWhatWouldChangeAndKeepsItOnlyWhenAsked(t *testing.T) {
	p := atContacts(t)
	p.box.outline = addressbook.Outline{
		ID: "p1", NewCount: 1, SkippedCount: 1, New: []*addressbook.Entry{{Given: "Bert"}},
		Skipped: []addressbook.Skip{{Line: 9, Number: 2, Reason: addressbook.ReasonBroken}},
	}
	p.openImport()
	p.typed("/tmp/some.vcf")
	p.press(fyne.KeyReturn)
	p.boxed("preview /tmp/some.vcf")
	in := p.book.books.Import.Content
	for _, text := range []string{"1 new, 0 changed, 0 the same, 1 skipped", "Bert", p.words.Skipped(p.box.outline.Skipped[0])} {
		if !read(in, text) {
			t.Errorf("%q is not shown", text)
		}
	}
	p.tapIn(in, "cancel")
	if read(in, "Bert") {
		t.Error("it can not be called off")
	}
	p.boxed()
	p.chosen = "/tmp/other.csv"
	p.tapIn(in, "choose_file")
	p.boxed("preview /tmp/other.csv")
	p.tapIn(in, "contact_import")
	p.boxed("apply p1")
	if p.message.Text() != p.words.Say("contacts_imported") || p.book.books.Content.Visible() {
		t.Errorf("said %q", p.message.Text())
	}
}

func importButton(t *testing.T, in fyne.CanvasObject, p *seat) *widget.Button {
	t.Helper()
	return button(t, in, p.words.Say("contact_import"))
}

func TestImport_AnotherPathHasNoPreview(t *testing.T) {
	p := atContacts(t)
	p.box.outline = addressbook.Outline{ID: "p1", NewCount: 1}
	p.openImport()
	p.typed("/tmp/a.vcf")
	p.press(fyne.KeyReturn)
	p.boxed("preview /tmp/a.vcf")
	p.typed("x")
	if read(p.book.books.Import.Content, "1 new") {
		t.Error("what is shown is of another file")
	}
}

func TestImport_WithNothingToTakeInOffersNothing(t *testing.T) {
	p := atContacts(t)
	p.box.outline = addressbook.Outline{ID: "p1", Same: 3}
	p.book.books.Import.Chosen("/tmp/a.vcf")
	p.settle()
	p.showInstead(p.book.books.Content)
	if !importButton(t, p.book.books.Import.Content, p).Disabled() {
		t.Error("there is nothing to import")
	}
}

func TestImport_SaysWhyAFileIsNoUse(t *testing.T) {
	p := atContacts(t)
	p.box.refuse = &addressbook.Error{Code: addressbook.CodeFormat}
	p.openImport()
	p.typed("/tmp/a.png")
	p.press(fyne.KeyReturn)
	p.settle()
	if !read(p.book.books.Import.Content, p.words.Error(p.box.refuse)) {
		t.Error("not said")
	}
	p.press(fyne.KeyReturn) // it can be tried again
	p.boxed("preview /tmp/a.png", "preview /tmp/a.png")
}

func TestExport_OfContactsGoesByTheEndOfTheNameAndSaysWhere(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "", "06 12345678"))
	for path, want := range map[string]string{"/tmp/c.vcf": "vcard4", "/tmp/c.CSV": "csv"} {
		p.askExportBook()
		p.window.Canvas().Focused().(*widgets.Field).SetText(path)
		p.press(fyne.KeyReturn)
		p.boxed("export " + path + " " + want + ` []`)
		if got := p.message.Text(); got != "1 contact written to "+path+"." {
			t.Errorf("said %q", got)
		}
	}
}

func TestCardDAV_AnAccountIsAddedWithTheBooksThatAreChosen(t *testing.T) {
	p := atContacts(t)
	p.box.books = []carddav.Book{{URL: "u1", Name: "Work"}, {URL: "u2", Name: "Home"}}
	form := p.book.books.Account.Content
	p.showInstead(p.book.books.Content)
	p.tapIn(form, "carddav_add")
	p.fill(form, "dav.example.org", "me", "pw")
	p.tapIn(form, "carddav_discover")
	p.boxed("discover dav.example.org me pw")
	for _, c := range seen[*widget.Check](form) {
		if c.Text == "Home" {
			c.SetChecked(false)
		}
	}
	p.tapIn(form, "carddav_keep")
	p.boxed(`add dav.example.org me pw ["u1"]`)
	if p.message.Text() == "" {
		t.Error("that the password is not kept must be said")
	}
	if len(seen[*widgets.Field](form)) > 0 {
		t.Error("the form stays open")
	}
}

func TestCardDAV_AllBooksMeansThoseToComeAsWell(t *testing.T) {
	p := atContacts(t)
	p.box.books = []carddav.Book{{URL: "u1"}}
	form := p.book.books.Account.Content
	p.showInstead(p.book.books.Content)
	p.tapIn(form, "carddav_add")
	p.fill(form, "dav.example.org", "me", "pw")
	p.window.Canvas().Focus(seen[*widgets.Field](form)[0])
	p.press(fyne.KeyReturn)
	p.settle()
	p.press(fyne.KeyReturn)
	p.boxed("discover dav.example.org me pw", `add dav.example.org me pw []`)
}

func TestCardDAV_ACertificateIsTrustedByThePersonAndOnlyAtThatAddress(t *testing.T) {
	p := atContacts(t)
	p.box.refuse = &addressbook.Error{Code: addressbook.CodeCert, Fingerprint: "AB:CD"}
	form := p.book.books.Account.Content
	p.showInstead(p.book.books.Content)
	p.tapIn(form, "carddav_add")
	p.fill(form, "dav.example.org", "me", "pw")
	p.tapIn(form, "carddav_discover")
	p.settle()
	if !read(form, "AB:CD") {
		t.Error("the fingerprint is not shown")
	}
	p.box.refuse = nil
	p.tapIn(form, "trust_certificate")
	p.settle()
	p.fill(form, "elsewhere.example.org")
	p.tapIn(form, "carddav_discover")
	p.settle()
	for i, want := range []string{"", "AB:CD", ""} {
		if got := p.box.tried[i].Pin; got != want {
			t.Errorf("try %d trusts %q, want %q", i, got, want)
		}
	}
}

func TestCardDAV_AnotherCertificateInPlaceOfTheTrustedOneIsNoQuestion(t *testing.T) {
	if got := untrusted(&addressbook.Error{Code: addressbook.CodePin, Fingerprint: "AB"}); got != "" {
		t.Errorf("asks whether to trust %q", got)
	}
}

func TestCardDAV_TheListShowsProgressAndTheAccountIsSyncedAndRemoved(t *testing.T) {
	p := atContacts(t)
	account := carddav.Account{ID: "a1", UserName: "me", Address: "dav.example.org"}
	p.box.accounts = []carddav.Status{{Account: account, Synced: time.Now()}}
	p.leaf()
	p.showInstead(p.book.books.Content)
	page := p.book.books.Content
	p.tapIn(page, "carddav_sync")
	p.boxed("sync a1")
	p.box.accounts = []carddav.Status{{Account: account, Syncing: true, Done: 1, Total: 2}}
	p.leaf()
	if bars := seen[*widget.ProgressBar](page); len(bars) != 1 || bars[0].Value != 0.5 {
		t.Errorf("progress %v", bars)
	}
	problem := &addressbook.Error{Code: addressbook.CodeLogin}
	p.box.accounts = []carddav.Status{{Account: account, Problem: problem}}
	p.leaf()
	if !read(page, p.words.Error(problem)) || len(seen[*widget.ProgressBar](page)) > 0 {
		t.Error("what is wrong is not said")
	}
	p.tapIn(page, "carddav_remove")
	p.boxed()
	p.tapIn(page, "carddav_remove")
	p.boxed("forget a1")
}
