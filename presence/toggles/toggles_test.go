package toggles

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.uber.org/goleak"

	"ringside/pbxclient"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var began = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func at(minutes int) time.Time { return began.Add(time.Duration(minutes) * time.Minute) }

func night(value string) pbxclient.Switch {
	return pbxclient.Switch{UUID: "night", Name: "Night service", Value: pbxclient.Some(value)}
}

func TestSaw_TellsBetweenWhichLooksASwitchChanged(t *testing.T) {
	r := record{}
	if got := r.saw([]pbxclient.Switch{night("false")}, at(0), at(0))[0].Seen; !got.By.IsZero() {
		t.Errorf("of what was so from the first look on it tells a change %+v", got)
	}
	r.saw([]pbxclient.Switch{night("false")}, at(1), at(1))
	got := r.saw([]pbxclient.Switch{night("true")}, at(5), at(6))[0].Seen
	want := Seen{Value: pbxclient.Some("true"), After: at(1), By: at(6), Read: at(5)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got = r.saw([]pbxclient.Switch{night("true")}, at(9), at(9))[0].Seen; got.By != at(6) || got.Read != at(9) {
		t.Errorf("after another look it is %+v", got)
	}
}

func TestSaw_AListThatWasAskedForBeforeASwitchWasSetDoesNotUndoThat(t *testing.T) {
	r := record{}
	r.saw([]pbxclient.Switch{night("false")}, at(0), at(0))
	r.set(night("true"), at(2))
	got := r.saw([]pbxclient.Switch{night("false")}, at(1), at(3))[0]
	if got.Value != pbxclient.Some("true") || !got.Seen.Ours {
		t.Errorf("it is %+v", got)
	}
	if got = r.saw([]pbxclient.Switch{night("false")}, at(4), at(4))[0]; got.Value != pbxclient.Some("false") || got.Seen.Ours || got.Seen.After != at(2) {
		t.Errorf("when somebody else has set it back it is %+v", got)
	}
}

func TestSaw_WhatThePBXDoesNotTellChangesNothing(t *testing.T) {
	r := record{}
	r.set(night("true"), at(0))
	if got := r.saw([]pbxclient.Switch{{UUID: "night"}}, at(1), at(1))[0]; got.Value.State != pbxclient.Missing || !got.Seen.Ours || got.Seen.Read != at(0) {
		t.Errorf("it is %+v", got)
	}
	if r.saw(nil, at(2), at(2)); len(r) != 0 {
		t.Errorf("of a switch that has gone there is still %+v", r)
	}
}

func store(path string) *Store { return NewStore(path, slog.New(slog.DiscardHandler)) }

func TestStore_KnowsTheNextTimeWhoSetASwitch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "of", "switches.json")
	set := store(path).Set(night("true"))
	got := store(path).Saw([]pbxclient.Switch{night("true")}, set.Seen.Read)[0]
	if diff := cmp.Diff(set.Seen, got.Seen, cmpopts.EquateApproxTime(0)); diff != "" {
		t.Error(diff)
	}
	if kept, err := os.Stat(path); err != nil || kept.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", kept, err)
	}
}

func TestStore_TakesInWhatAnotherPartOfRingsideHasSet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "switches.json")
	window, tray := store(path), store(path)
	window.Saw([]pbxclient.Switch{night("false")}, time.Now())
	tray.Set(night("true"))
	if got := window.Saw([]pbxclient.Switch{night("true")}, time.Now())[0]; !got.Seen.Ours {
		t.Errorf("the window knows %+v", got.Seen)
	}
}

func TestStore_WritesOnlyWhatIsWorthIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "switches.json")
	s, now := store(path), time.Now()
	s.Saw([]pbxclient.Switch{night("false")}, now)
	first, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	s.Saw([]pbxclient.Switch{night("false")}, now.Add(time.Minute))
	if same, err := os.Stat(path); err != nil || !os.SameFile(first, same) {
		t.Error("it was written again although only time has passed")
	}
	s.Saw([]pbxclient.Switch{night("false")}, now.Add(keepEvery))
	if other, err := os.Stat(path); err != nil || os.SameFile(first, other) {
		t.Error("it was not written again for a long time")
	}
}

func TestStore_ADamagedFileIsAsGoodAsNone(t *testing.T) {
	for _, content := range []string{"", "null", "[]", `{"night":`, `{"night":7}`, "\x00\xff"} {
		path := filepath.Join(t.TempDir(), "switches.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := store(path).Set(night("true")); !got.Seen.Ours {
			t.Errorf("%q: %+v", content, got)
		}
		if got := store(path).Saw([]pbxclient.Switch{night("true")}, time.Now())[0]; !got.Seen.Ours {
			t.Errorf("after %q it is not kept: %+v", content, got)
		}
	}
}

func TestStore_WithoutAFileItIsKeptUntilTheEnd(t *testing.T) {
	s := store("")
	s.Set(night("true"))
	if got := s.Saw([]pbxclient.Switch{night("true")}, time.Now())[0]; !got.Seen.Ours {
		t.Errorf("it knows %+v", got.Seen)
	}
}
