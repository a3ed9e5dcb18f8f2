package rows

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
)

// bookOf makes a book of entries, whose numbers get their keys.
func bookOf(entries ...*addressbook.Entry) *addressbook.Book {
	for i, e := range entries {
		if e.ID == "" {
			e.ID = fmt.Sprint("e", i)
		}
		for i := range e.Numbers {
			e.Numbers[i].Key = dialplan.Canonical(e.Numbers[i].Value, "NL")
		}
	}
	return addressbook.NewBook("s", 1, "NL", []addressbook.Source{{ID: "src", Name: "Office"}}, entries)
}

func ofKind(k addressbook.Kind, value string) []addressbook.Number {
	return []addressbook.Number{{Kind: k, Value: value}}
}

// names writes a list down: headings in brackets.
func names(list []Person) []string {
	var lines []string
	for _, p := range list {
		if p.Entry == nil {
			lines = append(lines, fmt.Sprintf("[%d: %d]", p.Group, p.Count))
		} else {
			lines = append(lines, p.Entry.Name())
		}
	}
	return lines
}

func TestBookIndex_ListsFavouritesFirstAndEachByFamilyName(t *testing.T) {
	x := NewBookIndex(bookOf(
		&addressbook.Entry{Given: "Anna", Family: "Wójcik"}, &addressbook.Entry{Given: "Zoë", Family: "Aerts"},
		&addressbook.Entry{Given: "Émile", Family: "Berg", Favourite: true},
	), nil)
	if diff := cmp.Diff([]string{"[0: 1]", "Émile Berg", "[4: 2]", "Zoë Aerts", "Anna Wójcik"}, names(x.People(" "))); diff != "" {
		t.Error(diff)
	}
	if got := NewBookIndex(bookOf(), nil).People(""); got != nil {
		t.Errorf("of nobody: %v", got)
	}
}

func TestBookIndex_FindsByNameInitialsOrganisationAndAnyPartOfANumber(t *testing.T) {
	x := NewBookIndex(bookOf(
		&addressbook.Entry{Given: "Łukasz", Family: "van der Berg", Numbers: ofKind(addressbook.KindMobile, "06 1234 5678")},
		&addressbook.Entry{Given: "Bert", Organisation: "Acmé B.V.", Emails: []addressbook.Email{{Value: "post@example.org"}}},
	), nil)
	for typed, want := range map[string][]string{
		"lukasz": {"Łukasz van der Berg"}, "lvd": {"Łukasz van der Berg"}, "berg luk": {"Łukasz van der Berg"}, "acme": {"Bert"}, "post@": {"Bert"},
		"3456": {"Łukasz van der Berg"}, "+31 6 12345678": {"Łukasz van der Berg"}, "0612345678": {"Łukasz van der Berg"},
		"zzz": nil, "ber": {"Bert", "Łukasz van der Berg"},
	} {
		if diff := cmp.Diff(want, names(x.People(typed))); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
}

func TestBookIndex_TakesOverWhatIsTheSameAndReadsAnewWhatIsNot(t *testing.T) {
	a, b := &addressbook.Entry{ID: "a", Given: "Anna"}, &addressbook.Entry{ID: "b", Given: "Bert"}
	book := bookOf(a, b)
	first := NewBookIndex(book, nil)
	first.entries[first.places[a]].folded = "kept"
	next := NewBookIndex(book.With(2, "NL", nil, []*addressbook.Entry{{ID: "b", Given: "Zora"}}, nil), first)
	if next.entries[next.places[a]].folded != "kept" {
		t.Error("what has not changed was read again")
	}
	if got := names(next.People("zora")); len(got) != 1 {
		t.Errorf("found %q", got)
	}
}

func TestOfEntry_SaysTheOrganisationOrElseTheFirstNumberNationally(t *testing.T) {
	for _, test := range []struct {
		entry addressbook.Entry
		want  string
	}{
		{addressbook.Entry{Given: "A", Organisation: "Acme", Numbers: ofKind(addressbook.KindWork, "020 1234567")}, "Acme"},
		{addressbook.Entry{Given: "A", Numbers: ofKind(addressbook.KindMobile, "+31612345678")}, "Mobile  ·  06 12345678"},
		{addressbook.Entry{Organisation: "Acme", Numbers: ofKind(addressbook.KindWork, "+442079460000")}, "Work  ·  +44 20 7946 0000"},
		{addressbook.Entry{Given: "A", Numbers: ofKind(addressbook.KindOther, "*21")}, "Other  ·  *21"},
		{addressbook.Entry{Given: "A"}, ""},
	} {
		e := bookOf(&test.entry).At(0)
		if got := OfEntry(e, english, "NL").Detail; got != test.want {
			t.Errorf("%+v: %q, want %q", test.entry, got, test.want)
		}
	}
}

func TestFirstNumber_IsWholeAndNoFax(t *testing.T) {
	e := bookOf(&addressbook.Entry{Given: "A", Numbers: []addressbook.Number{{Kind: addressbook.KindFax, Value: "020 1"}, {Kind: addressbook.KindWork, Value: "020 1234567"}}}).At(0)
	if got := FirstNumber(e); got != "+31201234567" {
		t.Errorf("calls %q", got)
	}
	if got := FirstNumber(bookOf(&addressbook.Entry{Given: "A", Numbers: ofKind(addressbook.KindFax, "020 1234567")}).At(0)); got != "" {
		t.Errorf("calls a fax at %q", got)
	}
}

func TestOfEntryDetail_SaysWhichAddressBookAndWhetherItCanBeChanged(t *testing.T) {
	b := bookOf(
		&addressbook.Entry{Given: "A", Title: "Chief", Organisation: "Acme"}, &addressbook.Entry{Given: "B", Book: "src"},
		&addressbook.Entry{Given: "C", Book: "gone"},
	)
	var got []string
	for e := range b.All() {
		d := OfEntryDetail(e, b, english)
		got = append(got, fmt.Sprint(d.Name, " ", d.From, " ", d.Own, " ", d.Job))
	}
	want := []string{
		"A " + english.Say("book_own") + " true Chief  ·  Acme", "B Office false ", "C " + english.Say("book_server") + " false ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOfOutline_SaysWhatIsNewWhatChangesHowAndWhatIsSkippedWhere(t *testing.T) {
	before := bookOf(&addressbook.Entry{Given: "Anna", Numbers: ofKind(addressbook.KindWork, "020 1234567")}).At(0)
	after := *before
	after.Organisation = "Acme"
	after.Numbers = append(after.Numbers[:1:1], addressbook.Number{Kind: addressbook.KindMobile, Value: "06 12345678", Key: "+31612345678"})
	got := OfOutline(addressbook.Outline{
		NewCount: 3, ChangedCount: 1, Same: 5, SkippedCount: 1,
		New:     []*addressbook.Entry{{Given: "Bert"}},
		Changed: []addressbook.Change{{Before: before, After: &after}},
		Skipped: []addressbook.Skip{{Line: 12, Number: 4, Reason: addressbook.ReasonEmpty}},
	}, english, "NL")
	want := Outlined{Counts: "3 new, 1 changed, 5 the same, 1 skipped", Any: true, Sections: []Fact{
		{"Skipped (1)", "Record 4 (line 12) – it has neither a name nor a number"},
		{"Changed (1)", "Anna: Organisation Acme, Mobile 06 12345678"},
		{"New (3)", "Bert\nand 2 more"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if OfOutline(addressbook.Outline{Same: 3}, english, "NL").Any {
		t.Error("there is nothing to take in")
	}
}

func TestEntryForm_KeepsWhatItDoesNotAskFor(t *testing.T) {
	e := &addressbook.Entry{
		ID: "x", UID: "u", Prefix: "Dr", Formatted: "Dr A. Berg", Given: "Anna", Family: "Berg", Title: "Chief", Favourite: true,
	}
	f := FormOf(e)
	f.Note = "tall"
	if got := f.Fill(e); got.Formatted != "Dr A. Berg" || got.Prefix != "Dr" || got.Title != "Chief" || got.UID != "u" || !got.Favourite || got.Note != "tall" {
		t.Errorf("kept %+v", got)
	}
	f.Family = "Bergman"
	if got := f.Fill(e); got.Name() != "Dr Anna Bergman" {
		t.Errorf("is called %q", got.Name())
	}
	whole := &addressbook.Entry{Formatted: "Anna Berg"}
	if f := FormOf(whole); f.Given != "Anna Berg" || f.Fill(whole).Given != "" {
		t.Errorf("a name that is one text: %+v", f)
	}
}

func TestEntryForm_KnowsWhatIsNoNumber(t *testing.T) {
	for value, want := range map[string]string{"": "", " ": "", "06 1": "", "*21": "", "abc": "abc"} {
		f := EntryForm{Numbers: ofKind(addressbook.KindWork, value)}
		if got := f.WrongNumber(); got != want {
			t.Errorf("%q: %q", value, got)
		}
	}
}

func TestOfBookAccount_SaysHowFarItIsAndWhyNot(t *testing.T) {
	e := Eyes{Words: english, Now: time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC)}
	problem := &addressbook.Error{Code: addressbook.CodeLogin}
	a := carddav.Account{ID: "1", UserName: "me", Address: "dav"}
	for _, test := range []struct {
		status carddav.Status
		want   BookAccount
	}{
		{carddav.Status{}, BookAccount{State: english.Say("carddav_never")}},
		{carddav.Status{Syncing: true, Problem: problem}, BookAccount{State: english.Say("carddav_syncing"), Syncing: true}},
		{carddav.Status{Syncing: true, Done: 1, Total: 4}, BookAccount{State: "Copying: 1 of 4", Syncing: true, Part: 0.25}},
		{carddav.Status{Synced: e.Now, Problem: problem}, BookAccount{State: english.Error(problem), Failed: true}},
		{carddav.Status{Synced: e.Now}, BookAccount{State: "Last copied: " + english.When(e.Now, e.Now)}},
	} {
		test.status.Account = a
		test.want.ID, test.want.Name = "1", "me  ·  dav"
		if diff := cmp.Diff(test.want, OfBookAccount(test.status, e)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestFind_ListsOwnContactsAfterColleaguesAndNoMoreThanFour(t *testing.T) {
	s, x := office(named("Me", "200", presence.Available), named("Berg Anna", "203", presence.Available))
	var entries []*addressbook.Entry
	for i := range 6 {
		entries = append(entries, &addressbook.Entry{Given: fmt.Sprint("Berg ", i), Numbers: ofKind(addressbook.KindWork, "020 123456"+fmt.Sprint(i))})
	}
	entries = append(entries, &addressbook.Entry{Given: "Berg", Family: "A"}) // has no number, and goes first
	own := NewBookIndex(bookOf(entries...), nil)
	var got []string
	for _, f := range x.Find(s, "berg", own, nil, Eyes{Words: english, Region: "NL"}) {
		got = append(got, f.Title+" "+f.Number)
	}
	want := []string{"Berg Anna ", "Berg 0 +31201234560", "Berg 1 +31201234561", "Berg 2 +31201234562", "Berg 3 +31201234563"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCalls_ACallerOfTheOwnContactsHasTheirName(t *testing.T) {
	b := bookOf(&addressbook.Entry{Given: "Bert", Numbers: ofKind(addressbook.KindMobile, "06 12345678")})
	s, _ := office(named("Me", "200", presence.Available))
	s.Calls = []*presence.Call{{Key: 1, Role: presence.Callee, State: presence.CallRinging, Number: "+31612345678"}}
	cards := Calls(s, Eyes{Words: english, Region: "NL", Now: time.Now(), Names: func(n string) string { return b.ByNumber(n).Name() }}, nil)
	if len(cards) != 1 || cards[0].Title != "Bert" || cards[0].Detail != "06 12345678" {
		t.Errorf("%+v", cards)
	}
}
