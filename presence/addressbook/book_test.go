package addressbook

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// opened is a store in memory, of the Netherlands.
func opened(t testing.TB) *Store {
	t.Helper()
	s, _, err := Open("")
	if err == nil {
		err = s.SetRegion("NL")
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// put keeps an entry with numbers.
func put(t testing.TB, s *Store, given, family string, numbers ...string) *Entry {
	t.Helper()
	e := Entry{Given: given, Family: family}
	for _, n := range numbers {
		e.Numbers = append(e.Numbers, Number{Kind: KindMobile, Value: n})
	}
	kept, err := s.Put(e)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// names are who is in a book, in its order.
func names(b *Book) []string {
	list := []string{}
	for e := range b.All() {
		list = append(list, e.Name())
	}
	return list
}

func TestBook_FindsANameByAnySpellingOfTheNumber(t *testing.T) {
	s := opened(t)
	ann := put(t, s, "Ann", "", "020 - 123 45 67", "203")
	for _, spelling := range []string{"0201234567", "+31201234567", "0031 20 1234567", "31201234567", "203"} {
		if got := s.Book().ByNumber(spelling); got != ann {
			t.Errorf("%s is %+v's", spelling, got)
		}
	}
	for _, other := range []string{"", "0201234568", "anonymous", "*21"} {
		if got := s.Book().ByNumber(other); got != nil {
			t.Errorf("%q is %+v's", other, got)
		}
	}
	if err := s.SetRegion("DE"); err != nil {
		t.Fatal(err)
	}
	if s.Book().ByNumber("+31201234567") != nil || s.Book().ByNumber("+49201234567").Name() != "Ann" {
		t.Error("the number is still taken to be from where it was")
	}
}

func TestBook_ShowsASharedNumberWithOnesOwnEntryFirst(t *testing.T) {
	s := opened(t)
	if err := s.Sync(Source{ID: "b"}, []Entry{{Href: "1", Given: "Aaron", Numbers: []Number{{Value: "0201234567"}}}}, nil); err != nil {
		t.Fatal(err)
	}
	who := func(want string) {
		t.Helper()
		if got := s.Book().ByNumber("0201234567").Name(); got != want {
			t.Errorf("it is %s's", got)
		}
	}
	who("Aaron")
	put(t, s, "Bea", "", "020 1234567")
	who("Bea")
	carl := *put(t, s, "Carl", "", "+31 20 1234567")
	who("Bea")
	carl.Favourite = true
	if _, err := s.Put(carl); err != nil {
		t.Fatal(err)
	}
	who("Carl")
	if err := s.Remove(carl.ID); err != nil {
		t.Fatal(err)
	}
	who("Bea")
}

func TestBook_IsInTheOrderInWhichPeopleLook(t *testing.T) {
	s := opened(t)
	put(t, s, "Émile", "Zola")
	put(t, s, "Żaneta", "wójcik")
	put(t, s, "", "Øberg")
	put(t, s, "Anna", "")
	if diff := cmp.Diff([]string{"Anna", "Øberg", "Żaneta wójcik", "Émile Zola"}, names(s.Book())); diff != "" {
		t.Error(diff)
	}
}

func TestEntry_IsCalledByTheBestThereIs(t *testing.T) {
	for want, e := range map[string]Entry{
		"Dr Ann B Lee Jr": {Prefix: "Dr", Given: "Ann", Middle: "B", Family: "Lee", Suffix: "Jr", Organisation: "Acme"},
		"A. Lee":          {Formatted: "A. Lee", Given: "Ann"},
		"Acme":            {Organisation: "Acme", Emails: []Email{{Value: "a@x"}}},
		"a@x":             {Emails: []Email{{Value: "a@x"}}, Numbers: []Number{{Value: "1"}}},
		"1":               {Numbers: []Number{{Value: "1"}}},
	} {
		if got := e.Name(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestBook_IsTheSameForWhoTakesItInPageByPage holds that another process that follows a store has its book, whatever happens
// between two of its pages.
func TestBook_IsTheSameForWhoTakesItInPageByPage(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := opened(t)
		var theirs *Book
		var at Cursor
		var pages []Page
		page := func() (more bool) {
			p := s.Since(at, rapid.IntRange(1, 5).Draw(rt, "most"))
			pages, at = append(pages, p), p.Cursor
			if !p.More {
				theirs, pages = theirs.Take(pages...), nil
			}
			return p.More
		}
		for i := range rapid.IntRange(1, 30).Draw(rt, "steps") {
			b := s.Book()
			switch what := rapid.IntRange(0, 5).Draw(rt, "what"); {
			case what <= 1:
				put(t, s, fmt.Sprint("P", i), "", fmt.Sprint("02012345", i))
			case what == 2 && b.Len() > 0:
				e := *b.At(rapid.IntRange(0, b.Len()-1).Draw(rt, "who"))
				e.Note = fmt.Sprint(i)
				if _, err := s.Put(e); err != nil {
					rt.Fatal(err)
				}
			case what == 3 && b.Len() > 0:
				if err := s.Remove(b.At(rapid.IntRange(0, b.Len()-1).Draw(rt, "who")).ID); err != nil {
					rt.Fatal(err)
				}
			case what == 4:
				s.mu.Lock() // as if there had been too many removals to remember
				if n := len(s.gone.list); n > 0 {
					s.gone.floor, s.gone.list = s.gone.list[n-1].version, nil
				}
				s.mu.Unlock()
			default:
				page()
			}
		}
		for page() {
		}
		mine := s.Book()
		if theirs.Version() != mine.Version() || theirs.Store() != mine.Store() || theirs.Region() != mine.Region() {
			rt.Fatalf("version %d of %d", theirs.Version(), mine.Version())
		}
		if diff := cmp.Diff(slices.Collect(mine.All()), slices.Collect(theirs.All())); diff != "" {
			rt.Fatal(diff)
		}
		for e := range mine.All() {
			if got := theirs.ByNumber(e.Numbers[0].Value); got == nil || got.ID != e.ID {
				rt.Fatalf("%s is %+v's", e.Numbers[0].Value, got)
			}
		}
	})
}

func TestBook_OfAnotherStoreIsToldAnew(t *testing.T) {
	first, second := opened(t), opened(t)
	put(t, first, "Ann", "")
	theirs := (*Book)(nil).Take(first.Since(Cursor{}, 100))
	put(t, second, "Bea", "")
	p := second.Since(Cursor{Store: theirs.Store(), Version: theirs.Version()}, 100)
	if theirs = theirs.Take(p); !p.Anew || !slices.Equal(names(theirs), []string{"Bea"}) {
		t.Errorf("%+v, %q", p, names(theirs))
	}
}
