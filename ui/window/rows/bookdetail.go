package rows

import (
	"cmp"
	"slices"
	"strings"

	"ringside/presence/addressbook"
	"ringside/ui/lang"
)

// EntryDetail is what the detail of an own contact says.
type EntryDetail struct {
	Contact
	Job     string // what they do, and where; "" where that is not known
	Numbers []Number
	Emails  []Fact
	Note    string
	From    string // which address book it is from
	Own     bool   // it can be changed here
}

// OfEntryDetail says what the detail of an own contact shows. The book is where it is kept.
func OfEntryDetail(e *addressbook.Entry, b *addressbook.Book, w *lang.Words) EntryDetail {
	d := EntryDetail{
		Contact: OfEntry(e, w, b.Region()), Note: e.Note, Own: e.Book == "", From: w.Say("book_own"),
		Job: listed(e.Title, e.Department, e.Organisation),
	}
	if e.IsOrganisation() {
		d.Job = listed(e.Title, e.Department)
	}
	for _, n := range e.Numbers {
		d.Numbers = append(d.Numbers, Number{w.NumberKind(n.Kind), shownNumber(n, b.Region()), dialled(n)})
	}
	for _, m := range e.Emails {
		d.Emails = append(d.Emails, Fact{w.NumberKind(m.Kind), m.Value})
	}
	if !d.Own {
		d.From = w.Say("book_server")
		if i := slices.IndexFunc(b.Sources(), func(s addressbook.Source) bool { return s.ID == e.Book }); i >= 0 {
			d.From = cmp.Or(lang.Plain(b.Sources()[i].Name, maxWho), d.From)
		}
	}
	return d
}

// listed puts texts that are not empty beside each other.
func listed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "  ·  ")
}

// CallNumbers are all spellings by which calls with an own contact are found.
func CallNumbers(e *addressbook.Entry) []string {
	var list []string
	for _, n := range e.Numbers {
		if number := dialled(n); !slices.Contains(list, number) {
			list = append(list, number)
		}
	}
	return list
}

// Outlined is what a person reads before they take in a file, in sections.
type Outlined struct {
	Counts   string // of all
	Sections []Fact // what, and line by line who
	Any      bool   // there is something to take in
}

// OfOutline says what taking in a file would do.
func OfOutline(o addressbook.Outline, w *lang.Words, region string) Outlined {
	said := Outlined{
		Any: o.NewCount+o.ChangedCount > 0,
		Counts: w.Say("import_counts", lang.With{
			"New": w.Number(o.NewCount), "Changed": w.Number(o.ChangedCount), "Same": w.Number(o.Same), "Skipped": w.Number(o.SkippedCount),
		}),
	}
	add := func(title string, count int, lines []string) {
		if count == 0 {
			return
		}
		if more := count - len(lines); more > 0 {
			lines = append(lines, w.Say("import_more", lang.With{"Count": more}))
		}
		said.Sections = append(said.Sections, Fact{w.Say(title, lang.With{"Count": count}), strings.Join(lines, "\n")})
	}
	var fresh, changed, skipped []string
	for _, e := range o.New {
		row := OfEntry(e, w, region)
		fresh = append(fresh, listed(row.Name, row.Detail))
	}
	for _, c := range o.Changed {
		changed = append(changed, lang.Plain(c.Before.Name(), maxWho)+": "+changesOf(c, w, region))
	}
	for _, s := range o.Skipped {
		skipped = append(skipped, w.Skipped(s))
	}
	add("import_skipped", o.SkippedCount, skipped)
	add("import_changed", o.ChangedCount, changed)
	add("import_new", o.NewCount, fresh)
	return said
}

// changesOf says in a line what becomes of an entry: what it is called from then on, and what is added or becomes another.
func changesOf(c addressbook.Change, w *lang.Words, region string) string {
	b, a := c.Before, c.After
	var list []string
	text := func(label, before, after string) {
		if before != after {
			list = append(list, w.Say(label)+" "+lang.Plain(after, maxWho))
		}
	}
	text("contact_name", b.Name(), a.Name())
	text("contact_nickname", b.Nickname, a.Nickname)
	text("contact_organisation", b.Organisation, a.Organisation)
	text("contact_department", b.Department, a.Department)
	text("contact_title", b.Title, a.Title)
	for _, n := range a.Numbers {
		if !slices.Contains(b.Numbers, n) {
			list = append(list, w.NumberKind(n.Kind)+" "+shownNumber(n, region))
		}
	}
	for _, m := range a.Emails {
		if !slices.Contains(b.Emails, m) {
			list = append(list, lang.Plain(m.Value, maxWho))
		}
	}
	text("note", b.Note, a.Note)
	if a.Favourite && !b.Favourite {
		list = append(list, w.Say("favourite_add"))
	}
	for _, category := range a.Categories {
		if !slices.Contains(b.Categories, category) {
			list = append(list, lang.Plain(category, maxWho))
		}
	}
	if len(list) == 0 {
		return w.Say("import_details")
	}
	return strings.Join(list, ", ")
}
