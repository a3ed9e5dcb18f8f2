package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/presence/addressbook"
	"ringside/ui/window/widgets"
)

func TestContacts_OnlyLocalOnesCanBeChanged(t *testing.T) {
	server := entryOf("s", "Sam", "", "06 12345678")
	server.Book = "src"
	p := atContacts(t, entryOf("b", "Bert", "", "06 12345679"), server)
	for id, want := range map[string]bool{"b": true, "s": false} {
		p.book.list.Pick(id)
		if got := !button(t, p.book.detail.Content, p.words.Say("edit")).Disabled(); got != want {
			t.Errorf("%s can be edited: %v", id, got)
		}
		if got := p.offers(p.words.Say("contact_delete")); got != want {
			t.Errorf("%s can be deleted: %v", id, got)
		}
	}
}

// offers reports whether the detail of a contact has such a button to be seen.
func (p *seat) offers(words string) bool {
	for _, b := range seen[*widget.Button](p.book.detail.Content) {
		if b.Text == words {
			return true
		}
	}
	return false
}

func TestContacts_DeletingAsksOnceAndInItsPlace(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "", "06 12345678"))
	p.book.list.Pick("b")
	p.tapIn(p.book.detail.Content, "contact_delete")
	p.boxed()
	if !read(p.book.detail.Content, p.words.Say("contact_delete_ask")) {
		t.Fatal("not asked")
	}
	p.tapIn(p.book.detail.Content, "cancel")
	p.boxed()
	p.tapIn(p.book.detail.Content, "contact_delete")
	p.tapIn(p.book.detail.Content, "contact_delete")
	p.boxed("remove b")
	if p.book.list.Listed() != nil || p.book.detail.Entry() != nil {
		t.Error("still there")
	}
}

func TestContacts_ANewOneIsFilledInAndShown(t *testing.T) {
	p := atContacts(t)
	p.editEntry(nil)
	form := p.book.form.Content
	p.fill(form, "Bert", "Aerts", "Acme", "oops")
	p.tapIn(form, "save")
	p.boxed()
	if len(seen[*widgets.Message](form)) != 1 {
		t.Error("a number that is none is not said to be none")
	}
	p.fill(form, "Bert", "Aerts", "Acme", "06 12345678")
	p.tapIn(form, "number_add")
	p.typed("020 1234567") // the new field has the focus
	kinds := seen[*widget.Select](form)
	kinds[1].SetSelected(p.words.NumberKind(addressbook.KindWork))
	p.press(fyne.KeyReturn)
	p.boxed("put Bert Aerts")
	want := []addressbook.Number{
		{Kind: addressbook.KindMobile, Value: "06 12345678"}, {Kind: addressbook.KindWork, Value: "020 1234567"},
	}
	got := p.box.put[0]
	for i := range got.Numbers {
		got.Numbers[i].Key = ""
	}
	if diff := cmp.Diff(want, got.Numbers); diff != "" || got.Organisation != "Acme" {
		t.Errorf("%+v %s", got, diff)
	}
	if form.Visible() || p.book.detail.Entry() == nil || p.book.detail.Entry().Name() != "Bert Aerts" {
		t.Error("the new contact is not shown")
	}
}

func TestContacts_ANumberIsTakenAway(t *testing.T) {
	p := atContacts(t, entryOf("b", "Bert", "", "06 12345678"))
	p.editEntry(p.box.Book().Find("b"))
	for _, b := range seen[*widget.Button](p.book.form.Content) {
		if b.Text == "" {
			test.Tap(b)
			break
		}
	}
	p.window.Canvas().Focus(p.book.form.Focus())
	p.press(fyne.KeyReturn)
	p.boxed("put Bert")
	if got := p.box.put[0].Numbers; len(got) != 0 {
		t.Errorf("has %v", got)
	}
}

func TestContacts_WhatIsNotKeptStaysInTheFormWithTheReason(t *testing.T) {
	p := atContacts(t)
	p.editEntry(nil)
	p.press(fyne.KeyReturn) // empty
	p.boxed("put ")
	empty := p.words.Error(&addressbook.Error{Code: addressbook.CodeEmpty})
	if !read(p.book.form.Content, empty) {
		t.Errorf("does not say %q", empty)
	}
	p.typed("Bert")
	p.press(fyne.KeyReturn) // it can be sent again
	p.boxed("put Bert")
	p.editEntry(nil)
	p.press(fyne.KeyEscape)
	if p.book.form.Content.Visible() {
		t.Error("Escape does not leave the form")
	}
}
