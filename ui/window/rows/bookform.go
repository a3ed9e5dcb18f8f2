package rows

import (
	"slices"
	"strings"
	"unicode"

	"ringside/presence/addressbook"
)

// EntryForm is what a person fills in about an own contact.
type EntryForm struct {
	Given, Family, Organisation, Note string
	Numbers                           []addressbook.Number
	Emails                            []addressbook.Email
}

// FormOf is the form as it stands before somebody changes it; e is nil for a new contact.
func FormOf(e *addressbook.Entry) EntryForm {
	if e == nil {
		return EntryForm{Numbers: []addressbook.Number{{Kind: addressbook.KindMobile}}}
	}
	f := EntryForm{
		Given: e.Given, Family: e.Family, Organisation: e.Organisation, Note: e.Note,
		Numbers: slices.Clone(e.Numbers), Emails: slices.Clone(e.Emails),
	}
	if f.Given == "" && f.Family == "" {
		f.Given = e.Formatted // all that is known of the name
	}
	return f
}

// WrongNumber is a number of the form that is none, "" if all are. Empty ones do not matter.
func (f EntryForm) WrongNumber() string {
	for _, n := range f.Numbers {
		if strings.TrimSpace(n.Value) != "" && !strings.ContainsFunc(n.Value, unicode.IsDigit) {
			return n.Value
		}
	}
	return ""
}

// Fill is the entry that comes of it: what the form does not ask for stays as it is in e, which may be nil.
func (f EntryForm) Fill(e *addressbook.Entry) addressbook.Entry {
	var filled addressbook.Entry
	if e != nil {
		filled = *e
	}
	if was := FormOf(e); was.Given != f.Given || was.Family != f.Family {
		filled.Given, filled.Family, filled.Formatted = strings.TrimSpace(f.Given), strings.TrimSpace(f.Family), ""
	}
	filled.Organisation, filled.Note = strings.TrimSpace(f.Organisation), f.Note
	filled.Numbers, filled.Emails = f.Numbers, f.Emails
	return filled
}
