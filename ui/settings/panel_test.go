package settings

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTabs_AreKeptByAccount(t *testing.T) {
	var s Settings
	s.KeepTabs("a", []Tab{{Name: "Team", Phones: []string{"p1", "p2"}}})
	before := s
	s.KeepTabs("b", []Tab{{Name: "Door"}})
	folder := t.TempDir()
	if err := s.Save(folder); err != nil {
		t.Fatal(err)
	}
	read, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s.Panels, read.Panels); diff != "" {
		t.Error(diff)
	}
	if len(before.Panels) != 1 || len(read.Tabs("c")) != 0 {
		t.Error("tabs of one account are another's")
	}
	s.KeepTabs("a", nil)
	if _, kept := s.Panels["a"]; kept {
		t.Error("no tabs are kept as some")
	}
}

func TestTab_PhonesComeGoAndMoveWithoutChangingTheTabBefore(t *testing.T) {
	tab := Tab{Phones: []string{"a", "b", "c"}}
	for name, c := range map[string]struct {
		got  Tab
		want []string
	}{
		"one more":         {tab.With("d"), []string{"a", "b", "c", "d"}},
		"one that is in":   {tab.With("b"), []string{"a", "b", "c"}},
		"one less":         {tab.Without("b"), []string{"a", "c"}},
		"swapped":          {tab.Swapped("a", "b"), []string{"b", "a", "c"}},
		"swapped with one": {tab.Swapped("a", "x"), []string{"a", "b", "c"}},
	} {
		if diff := cmp.Diff(c.want, c.got.Phones); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, tab.Phones); diff != "" {
		t.Error(diff)
	}
}
