package addressbook

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// code is what an error says it is.
func code(err error) Code {
	e, _ := errors.AsType[*Error](err)
	if e == nil {
		return ""
	}
	return e.Code
}

func TestStore_HasEverythingAgainWhenItIsOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "contacts.db")
	s, aside, err := Open(path)
	if err != nil || aside != "" {
		t.Fatal(err, aside)
	}
	if err := s.SetRegion("NL"); err != nil {
		t.Fatal(err)
	}
	ann := put(t, s, "Ann", "", "020 1234567")
	gone := put(t, s, "Gone", "")
	if err := errors.Join(s.Remove(gone.ID), s.Sync(Source{ID: "b", Account: "a", Name: "Büro", Token: "t"}, []Entry{{Href: "1", ETag: "e", Given: "Bob"}}, nil)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(path); code(err) != CodeInUse {
		t.Error("opened twice:", err)
	}
	before, since := s.Book(), s.Since(Cursor{before1(s), ann.Seq, 0}, 10)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, aside, err = Open(path); err != nil || aside != "" {
		t.Fatal(err, aside)
	}
	defer s.Close()
	after := s.Book()
	if diff := cmp.Diff(slices.Collect(before.All()), slices.Collect(after.All())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before.Sources(), after.Sources()); diff != "" || after.Version() != before.Version() || after.Store() != before.Store() || after.Region() != "NL" {
		t.Errorf("version %d of %d: %s", after.Version(), before.Version(), diff)
	}
	if diff := cmp.Diff(since, s.Since(Cursor{before1(s), ann.Seq, 0}, 10)); diff != "" || !slices.Equal(since.Removed, []string{gone.ID}) {
		t.Errorf("removals: %q %s", since.Removed, diff)
	}
	if after.ByNumber("+31201234567") == nil {
		t.Error("nobody has the number any more")
	}
}

func before1(s *Store) string { return s.Book().Store() }

func TestStore_SetsADamagedFileAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "contacts.db")
	s, _, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, "Ann", "")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data = []byte(strings.ReplaceAll(string(data), `"given":"Ann"`, `"given":[Ann"`))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s, aside, err := Open(path)
	if err != nil || !strings.HasPrefix(aside, path+".damaged-") || s.Book().Len() != 0 {
		t.Fatalf("%v, set aside as %q", err, aside)
	}
	put(t, s, "Bea", "")
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestStore_TakesNoOthersEntriesForItsOwn(t *testing.T) {
	s := opened(t)
	if err := s.Sync(Source{ID: "b"}, []Entry{{Href: "1", Given: "Bob"}}, nil); err != nil {
		t.Fatal(err)
	}
	copied := *s.Book().At(0)
	changed := copied
	changed.Given = "Rob"
	if _, err := s.Put(changed); code(err) != CodeReadOnly {
		t.Error("a copy was changed:", err)
	}
	if err := s.Remove(copied.ID); code(err) != CodeReadOnly {
		t.Error("a copy was removed:", err)
	}
	copied.Favourite = true
	if e, err := s.Put(copied); err != nil || !e.Favourite || e.Href != "1" || e.Book != "b" {
		t.Errorf("%+v %v", e, err)
	}
	if err := s.Sync(Source{ID: "b"}, []Entry{{Href: "1", ETag: "2", Given: "Bobby"}}, nil); err != nil || !s.Book().At(0).Favourite || s.Book().At(0).Name() != "Bobby" {
		t.Errorf("%+v %v", s.Book().At(0), err)
	}
	if _, err := s.Put(Entry{ID: "none", Given: "x"}); code(err) != CodeNoEntry {
		t.Error(err)
	}
	if _, err := s.Put(Entry{Note: "x"}); code(err) != CodeEmpty {
		t.Error(err)
	}
	version := s.Book().Version()
	if _, err := s.Put(*s.Book().At(0)); err != nil || s.Book().Version() != version {
		t.Error("keeping what is there made another version")
	}
	if err := s.RemoveSources("b"); err != nil || s.Book().Len() != 0 || len(s.Book().Sources()) != 0 {
		t.Error("copies are left", err)
	}
}

func TestStore_TellsWhoSubscribesOnceForManyChanges(t *testing.T) {
	s := opened(t)
	changes, stop := s.Subscribe()
	put(t, s, "Ann", "")
	put(t, s, "Bea", "")
	if len(changes) != 1 {
		t.Error("nobody was told")
	}
	<-changes
	stop()
	if put(t, s, "Carl", ""); len(changes) != 0 {
		t.Error("who has gone was told")
	}
}

// record is what a file says of somebody.
func record(e Entry) Record { return Record{Entry: e} }

func TestPreview_TellsWhatIsNewWhatChangesAndWhatIsTheSame(t *testing.T) {
	s := opened(t)
	number := func(kind Kind, value string) []Number { return []Number{{Kind: kind, Value: value}} }
	for _, e := range []Entry{
		{UID: "u1", Given: "Ann", Note: "kept", Numbers: number(KindWork, "0201234567")},
		{Given: "Bob", Family: "Lee", Numbers: number(KindMobile, "06 12345678")},
		{Given: "Same", Numbers: number(KindHome, "0101234567")},
	} {
		if _, err := s.Put(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Sync(Source{ID: "b"}, []Entry{{Href: "1", UID: "u9", Given: "Copy"}}, nil); err != nil {
		t.Fatal(err)
	}
	r := Records{Format: VCard3, Skipped: []Skip{{Number: 9, Reason: ReasonBroken}}, Records: []Record{
		record(Entry{UID: "u1", Given: "Anna"}),                                                       // by its UID, with another name
		record(Entry{Formatted: "bob léé", Numbers: number(KindWork, "+31612345678"), Title: "Head"}), // by the same name and number
		record(Entry{Given: "Same", Numbers: number(KindHome, "+31 10 123 45 67")}),                   // nothing new
		record(Entry{Given: "Bob", Family: "Lee", Numbers: number(KindWork, "0301234567")}),           // another one of that name
		record(Entry{UID: "u9", Given: "Copy"}),                                                       // what is on a server is none of ours
		record(Entry{Given: "Twice", Numbers: number(KindWork, "0401234567")}),
		record(Entry{Given: "Twice", Numbers: append(number(KindWork, "040 1234567"), Number{KindMobile, "0687654321", ""})}),
		{Entry: Entry{Note: "nobody"}, Number: 8},
	}}
	p := s.Preview(r)
	var fresh []string
	for _, e := range p.New {
		fresh = append(fresh, e.Name())
	}
	if diff := cmp.Diff([]string{"Bob Lee", "Copy", "Twice"}, fresh); diff != "" {
		t.Error(diff)
	}
	if len(p.Changed) != 2 || p.Same != 1 || len(p.Skipped) != 2 || p.Skipped[0].Reason != ReasonEmpty {
		t.Errorf("%+v", p)
	}
	if s.Book().Len() != 4 {
		t.Error("looking kept something")
	}
	if err := s.Apply(p); err != nil {
		t.Fatal(err)
	}
	ann := s.Book().ByNumber("0201234567")
	if ann.Name() != "Anna" || ann.Note != "kept" {
		t.Errorf("%+v", ann)
	}
	bob := s.Book().ByNumber("0612345678")
	if bob.Name() != "bob léé" || bob.Title != "Head" || bob.Numbers[0].Kind != KindWork || len(bob.Numbers) != 1 || bob.Numbers[0].Value != "06 12345678" {
		t.Errorf("%+v", bob)
	}
	if twice := s.Book().ByNumber("0687654321"); twice == nil || len(twice.Numbers) != 2 {
		t.Errorf("%+v", twice)
	}
	again := s.Preview(r)
	if len(again.New)+len(again.Changed) != 0 || again.Same != 7 {
		t.Errorf("a second time: %d new, %d changed, %d the same", len(again.New), len(again.Changed), again.Same)
	}
	if err := s.Apply(p); code(err) != CodeStale {
		t.Error("taken in twice:", err)
	}
}

func TestApply_DoesNothingWhereAnEntryHasChangedSince(t *testing.T) {
	s := opened(t)
	ann := put(t, s, "Ann", "", "1")
	p := s.Preview(Records{Records: []Record{record(Entry{Given: "New"}), record(Entry{Given: "Ann", Numbers: []Number{{Value: "1"}}, Note: "n"})}})
	later := *ann
	later.Title = "Head"
	if _, err := s.Put(later); err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(p); code(err) != CodeStale || s.Book().Len() != 1 {
		t.Errorf("%v, %q", err, names(s.Book()))
	}
}
