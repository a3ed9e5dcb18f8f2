package rows

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

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
	if diff := cmp.Diff(want, said(x.People(s, "  ", false))); diff != "" {
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
		"bvdv":           {"Bart van der Ven"}, // the initials of all words
		"bv":             {"Bart van der Ven"},
		"anna zzz":       nil,
		"999":            nil,
	} {
		if diff := cmp.Diff(want, said(x.People(s, query, false))); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
}

func TestPeople_StandByNameAloneUnderTheFavouritesWhereThatIsWanted(t *testing.T) {
	star := named("Zoë", "209", presence.Unavailable)
	star.Favourite = true
	s, x := office(named("Ik", "200", presence.Available), named("Wim", "201", presence.Available), named("Ad", "202", presence.OnCall), star)
	if diff := cmp.Diff([]string{"[0: 1]", "Zoë", "[4: 2]", "Ad", "Wim"}, said(x.People(s, "", true))); diff != "" {
		t.Error(diff)
	}
}

func TestInPlace_KeepsEverybodyWhereTheyAreAndShowsThemAsTheyAreNow(t *testing.T) {
	me, anna, gone := named("Me", "200", presence.Available), named("Anna", "201", presence.Available), named("Gone", "202", presence.Available)
	s, x := office(me, anna, gone)
	list := x.People(s, "", false)
	busy := *anna
	busy.Presence = presence.OnCall
	s.Contacts = presence.NewRoster([]*presence.Contact{me, &busy}, 1)
	now := InPlace(list, s)
	if diff := cmp.Diff(said(list), said(now)); diff != "" {
		t.Error(diff)
	}
	if now[1].Contact != &busy || now[2].Contact != gone || list[1].Contact != anna {
		t.Error("they do not look as they are")
	}
}

func TestMatches_AreWhatWasFoundInTheName(t *testing.T) {
	for _, test := range []struct{ name, query, want string }{
		{"Anna Wójcik", "wojcik", "Anna [Wójcik]"},
		{"Anna Wójcik", "wo ann", "[Ann]a [Wó]jcik"},
		{"Hannah Anna", "ann", "Hannah [Ann]a"}, // the beginning of a word first
		{"Søren Groß", "gross", "Søren [Groß]"},
		{"Łukasz Đurić", "dur", "Łukasz [Đur]ić"},
		{"Bart van der Ven", "bvd", "[B]art [v]an [d]er Ven"},
		{"Kees-Jan van 't Hof", "kjv", "[K]ees-[J]an [v]an 't Hof"},
		{"Anna", "203", "Anna"},
		{"Anna", "", "Anna"},
		{"aaa bbb", "aa ab", "[aa]a bbb"}, // two words need not be found by the same letters
	} {
		got := test.name
		for i := len(Spans{}) - 1; i >= 0; i-- {
			if s := Matches(test.name, test.query)[i]; s.From != s.To {
				got = got[:s.From] + "[" + got[s.From:s.To] + "]" + got[s.To:]
			}
		}
		if got != test.want {
			t.Errorf("%q in %q: %q, want %q", test.query, test.name, got, test.want)
		}
	}
}

func TestOfContact_SaysForHowLongTheyAreOnACall(t *testing.T) {
	now := time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC)
	c := named("Anna", "201", presence.OnCall)
	for _, test := range []struct {
		ago            time.Duration
		exact, current bool
		want           string
	}{
		{250 * time.Second, true, true, "On a call 4:10"},
		{250 * time.Second, false, true, "On a call 4 min"},
		{50 * time.Second, false, true, "On a call"},
		{250 * time.Second, true, false, "On a call"}, // nobody knows whether they still are
	} {
		c.Since = now.Add(-test.ago)
		if got := OfContact(c, Eyes{Words: english, Now: now, Exact: test.exact, Current: test.current}).Word; got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
	c.Presence = presence.Available
	if got := OfContact(c, Eyes{Words: english, Now: now, Exact: true, Current: true}).Word; got != "Available" {
		t.Errorf("%q: since when somebody is free helps nobody", got)
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
	if diff := cmp.Diff([]string{"[1: 1]", "Aad", "[2: 1]", "Anna"}, said(y.People(next, "", false))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Anna"}, said(y.People(next, "299", false))); diff != "" {
		t.Error(diff)
	}
}

func TestIndex_IsTheSameFromAnEarlierOneAsFromNone(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	anybody := func() *presence.Contact {
		c := named(fmt.Sprint("Name ", random.IntN(4)), fmt.Sprint(random.IntN(3)), presence.Available)
		c.UUID = fmt.Sprint(random.IntN(30))
		return c
	}
	var x *Index
	for range 500 {
		some := make([]*presence.Contact, random.IntN(20))
		for i := range some {
			if some[i] = anybody(); x != nil && random.IntN(2) == 0 && x.roster.Len() > i {
				some[i] = x.roster.At(i)
			}
		}
		roster := presence.NewRoster(some, 1)
		x = NewIndex(roster, language.Dutch, x)
		if diff := cmp.Diff(NewIndex(roster, language.Dutch, nil).entries, x.entries, cmp.AllowUnexported(entry{})); diff != "" {
			t.Fatal(diff)
		}
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
				x.People(s, query, false)
			}
		})
	}
}
