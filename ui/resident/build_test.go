package resident

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

func TestAnotherBuild_HasToBeTheSameAtTwoLooks(t *testing.T) {
	for name, c := range map[string]struct {
		looks []string
		found int // at which look; 0 never
	}{
		"the same all the time":           {[]string{"a", "a", "a", "a"}, 0},
		"another":                         {[]string{"a", "b", "b"}, 3},
		"one that is still written":       {[]string{"b", "c", "d", "d"}, 4},
		"gone for a moment":               {[]string{"", "", "a", "a"}, 0},
		"gone, then another":              {[]string{"", "b", "b"}, 3},
		"another that is taken back":      {[]string{"b", "a", "b", "a"}, 0},
		"gone for good":                   {[]string{"", "", "", ""}, 0},
		"another that is gone in between": {[]string{"b", "", "b", "b"}, 4},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			looks := 0
			found := anotherBuild(ctx, "a", lookEvery, func() string {
				if looks++; looks == len(c.looks) {
					time.AfterFunc(lookEvery/2, cancel)
				}
				return c.looks[looks-1]
			})
			if found != (c.found > 0) || found && looks != c.found {
				t.Errorf("%s: %v after %d looks", name, found, looks)
			}
		})
	}
}

func TestBuildOf_TellsFilesApart(t *testing.T) {
	program := filepath.Join(t.TempDir(), "ringside")
	if got := BuildOf(program); got != "" {
		t.Errorf("of none %q", got)
	}
	install(t, program, "one")
	one := BuildOf(program)
	if one == "" || BuildOf(program) != one {
		t.Errorf("%q, then %q", one, BuildOf(program))
	}
	install(t, program, "another")
	if BuildOf(program) == one {
		t.Error("another is the same")
	}
}

// install puts a file in the place of another, as a package manager does.
func install(t *testing.T, program, content string) {
	t.Helper()
	err := os.WriteFile(program+".new", []byte(content), 0o700)
	if err == nil {
		err = os.Rename(program+".new", program)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// copied is this test binary under a name of its own, which can be replaced.
func copied(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "ringside")
	if err := os.Link(self, program); err == nil {
		return program
	}
	content, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	install(t, program, string(content))
	return program
}

func TestRun_GivesWayToANewVersionAndLeavesTheWindow(t *testing.T) {
	h := newHouse(t)
	h.Program, h.lookEvery = copied(t), 10*time.Millisecond
	s := h.set(t, obedient)
	r := h.stay(t, Request{Number: "tel:1"})
	w := s.window(t)
	w.hears(t, "shown")
	install(t, h.Program, "#!/bin/sh\n")
	over(t, r.ended, "the old version")
	if r.err != ErrReplaced || r.next.Secret != h.secret {
		t.Errorf("error %v, secret known %v", r.err, r.next.Secret == h.secret)
	}
	args := residentArgs(false, h.account)
	if len(args) != len(r.next.Args) {
		t.Errorf("the next has %q", r.next.Args)
	}
	h.Program = copied(t)
	h.stay(t, quiet) // the place is free
	h.stayed(t, w)
	if len(h.desktop.shown) > 0 {
		t.Errorf("told %v", h.desktop.shown)
	}
}

// stayed checks that a window has outlived the part that stays, and is the next one's.
func (h *house) stayed(t *testing.T, w *actor) {
	t.Helper()
	<-time.After(4 * reconnectLater) // it comes back by itself; who asks before has another window come
	remote := h.connect(t, nil)
	for tries := 0; ; tries++ {
		if err := remote.Ask(t.Context(), doOpen, Request{Number: "tel:2"}, nil); err != nil {
			t.Fatal(err)
		}
		if got := w.hears(t, "shown"); got.Number == "tel:2" {
			return
		}
	}
}
