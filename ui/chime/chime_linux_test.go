//go:build !android

package chime

import (
	"os"
	"path/filepath"
	"testing"
)

// installed has programs of these names be the only ones there are; each writes down that it was started.
func installed(t *testing.T, names ...string) (started string) {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	started = filepath.Join(folder, "started")
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\necho "+name+" $@ >"+started+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return started
}

func TestPlayer_PlaysTheDesktopsOwnSound(t *testing.T) {
	started := installed(t, "canberra-gtk-play")
	play := Player(Ring)
	if play == nil {
		t.Fatal("nothing plays")
	}
	if err := play(t.Context()); err != nil {
		t.Fatal(err)
	}
	if said, err := os.ReadFile(started); err != nil || string(said) != "canberra-gtk-play --id phone-incoming-call\n" {
		t.Errorf("%q, %v", said, err)
	}
}

func TestPlayer_IsNoneWhereNothingCanPlay(t *testing.T) {
	installed(t)
	if Player(Attention) != nil {
		t.Error("it promises a sound that does not come")
	}
}

func TestFirstOf_LeavesOutWhoseSoundIsMissing(t *testing.T) {
	installed(t, "pw-play", "paplay")
	if p := firstOf(players(Attention), func(string) bool { return false }); p != nil {
		t.Errorf("%v has nothing to play", p)
	}
	if p := firstOf(players(Attention), func(string) bool { return true }); filepath.Base(p[0]) != "pw-play" {
		t.Errorf("%v", p)
	}
}
