package rows

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"ringside/pbxclient"
	"ringside/presence"
)

// office makes a picture of these contacts, with the first of them as the user.
func office(contacts ...*presence.Contact) (*presence.Snapshot, *Index) {
	for i, c := range contacts {
		if c.UUID == "" {
			c.UUID = fmt.Sprint("u", i)
		}
	}
	s := &presence.Snapshot{Me: contacts[0].UUID, Contacts: presence.NewRoster(contacts, 0), Region: "NL"}
	return s, NewIndex(s.Contacts, language.Dutch, nil)
}

func named(name, extension string, p presence.Presence) *presence.Contact {
	return &presence.Contact{UUID: name, FullName: name, Extension: extension, Presence: p}
}

// said writes a list down: headings in brackets, people by name.
func said(list []Person) []string {
	var lines []string
	for _, p := range list {
		if p.Contact == nil {
			lines = append(lines, fmt.Sprintf("[%d: %d]", p.Group, p.Count))
		} else {
			lines = append(lines, p.Contact.Name())
		}
	}
	return lines
}

func TestPeople_StandUnderFavouritesAvailableOnCallAwayEachByName(t *testing.T) {
	star := named("Zoë", "209", presence.Unavailable)
	star.Favourite = true
	s, x := office(
		named("Ik", "200", presence.Available), named("Wim", "201", presence.Available), named("Émile", "202", presence.Available),
		named("Eva", "203", presence.Available), star, named("Rik", "204", presence.Ringing), named("Olaf", "205", presence.OnHold),
		named("Cas", "206", presence.OnCall), named("Una", "207", presence.Unknown), named("Bo", "", presence.Unavailable),
	)
	want := []string{"[0: 1]", "Zoë", "[1: 3]", "Émile", "Eva", "Wim", "[2: 3]", "Cas", "Olaf", "Rik", "[3: 2]", "Bo", "Una"}
	if diff := cmp.Diff(want, said(x.People(s, "  "))); diff != "" {
		t.Error(diff)
	}
}

func TestPeople_AreFoundByNameExtensionAndNumberBestFirst(t *testing.T) {
	mobile := named("Bart van der Ven", "230", presence.Available)
	mobile.Assigned = []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypeNumber, Number: "+31612345678"}}
	login := named("Someone Else", "240", presence.Available)
	login.Username = "jdoe"
	s, x := office(
		named("Ann Self", "200", presence.Available), named("Hannah Berg", "201", presence.Available),
		named("Lies Annema", "202", presence.Available), named("Anna Wójcik", "203", presence.Available),
		named("Søren Groß", "2030", presence.Available), named("Łukasz Đurić", "312", presence.Available), mobile, login,
	)
	for query, want := range map[string][]string{
		"ann":            {"Anna Wójcik", "Lies Annema", "Hannah Berg"}, // the beginning of a name first, oneself never
		"wojcik":         {"Anna Wójcik"},
		"WÓJCIK anna":    {"Anna Wójcik"},
		"soren gross":    {"Søren Groß"},
		"lukasz duric":   {"Łukasz Đurić"},
		"v ven":          {"Bart van der Ven"},
		"ven":            {"Bart van der Ven"},
		"203":            {"Anna Wójcik", "Søren Groß"}, // the exact extension before one that begins so
		"06 1234":        {"Bart van der Ven"},
		"+31 6 12345678": {"Bart van der Ven"},
		"jdoe":           {"Someone Else"},
		"anna zzz":       nil,
		"999":            nil,
	} {
		if diff := cmp.Diff(want, said(x.People(s, query))); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
}

func TestIndex_TakesOverWhatDidNotChangeAndNoticesWhatDid(t *testing.T) {
	me, anna, bo := named("Me", "200", presence.Available), named("Anna", "201", presence.Available), named("Bo", "202", presence.Available)
	_, x := office(me, anna, bo)
	renamed := *bo
	renamed.FullName = "Aad"
	busy := *anna
	busy.Presence, busy.Extension = presence.OnCall, "299"
	next := &presence.Snapshot{Me: me.UUID, Contacts: presence.NewRoster([]*presence.Contact{me, &busy, &renamed}, 1)}
	y := NewIndex(next.Contacts, language.Dutch, x)
	if diff := cmp.Diff([]string{"[1: 1]", "Aad", "[2: 1]", "Anna"}, said(y.People(next, ""))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Anna"}, said(y.People(next, "299"))); diff != "" {
		t.Error(diff)
	}
}

func TestFirst_IsNobodyInAnEmptyList(t *testing.T) {
	if got := First([]Person{{Group: Away, Count: 1}}); got != "" {
		t.Errorf("got %q", got)
	}
}

// BenchmarkSearch is what one key press costs before anything is drawn.
func BenchmarkSearch(b *testing.B) {
	contacts := make([]*presence.Contact, 10_000)
	for i := range contacts {
		contacts[i] = named(fmt.Sprintf("Persoon %d de Vries", i), fmt.Sprint(10_000+i), presence.Available)
		contacts[i].UUID = fmt.Sprint(i)
	}
	s, x := office(contacts...)
	for _, query := range []string{"v", "vries 99", "1234"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				x.People(s, query)
			}
		})
	}
}
