package lang

import "ringside/presence/addressbook"

// contacts says what went wrong with the user's own contacts.
func (w *Words) contacts(e *addressbook.Error) string {
	return w.Say("book_error_"+string(e.Code), With{
		"Status": e.Status, "Fingerprint": e.Fingerprint, "Detail": Plain(e.Detail, 120), "Most": addressbook.MaxEntries,
	})
}

// Skipped says why a record of a file was left out, and where it is: one line.
func (w *Words) Skipped(s addressbook.Skip) string {
	return w.Say("book_skipped", With{
		"Number": s.Number, "Line": s.Line, "Name": Plain(s.Name, maxName), "Why": w.Say("book_skip_" + string(s.Reason)),
	})
}

// NumberKind is what a number or an address is for.
func (w *Words) NumberKind(k addressbook.Kind) string { return w.Say("book_kind_" + string(k)) }
