//go:build linux

package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

// install puts a copy of a program into a place, as a package does: whole, and in one step.
func install(t *testing.T, program, place string) {
	t.Helper()
	content, err := os.ReadFile(program)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(place), 0o700)
	}
	if err == nil {
		err = os.WriteFile(place+".new", content, 0o700)
	}
	if err == nil {
		err = os.Rename(place+".new", place)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// rang is how long a call of this test rings, and how long it is quiet between two.
const rang = 400 * time.Millisecond

func TestParts_ANewVersionTakesOverAndLosesNoNotice(t *testing.T) {
	s := set(t)
	built := s.program
	s.program = filepath.Join(s.desk.Home(), "bin", "ringside")
	install(t, built, s.program)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	before, window := s.stays(), s.windowPart()
	install(t, built, s.program)
	began := time.Now()
	tookOver := func() bool { return slices.Contains(s.stays().Args, "--hidden") } // the first one was started without
	var callers []string
	for after := 0; after < 3; { // calls come in all the while, and some more
		name := fmt.Sprintf("Caller%02d", len(callers))
		callers = append(callers, name)
		id, err := s.office.PBX.Incoming(pbxsim.Party{Number: fmt.Sprintf("02012345%02d", len(callers)), Name: name}, s.me.Extension)
		s.must(err)
		s.pass(rang)
		s.must(s.office.PBX.Hangup(id))
		s.pass(rang)
		if tookOver() {
			after++
		} else if time.Since(began) > time.Minute {
			t.Fatal("the new version does not take over")
		}
	}
	if again := s.stays(); again.PID != before.PID {
		t.Errorf("process %d stays, it was %d", again.PID, before.PID)
	}
	s.must(poll(s.ctx, "the window of the new version", func() (bool, error) {
		return s.windowPart().PID != window.PID && s.Visible(), nil
	}))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
	missed := s.missed(callers)
	for _, name := range callers {
		if missed[name] != 1 {
			t.Errorf("the call of %s was told as missed %d times, of %d calls in all", name, missed[name], len(callers))
		}
	}
	t.Logf("%d calls while a new version took over", len(callers))
}

// pass lets a moment pass for others.
func (s *scene) pass(d time.Duration) {
	select {
	case <-time.After(d):
	case <-s.ctx.Done():
	}
}

// missed counts how often the desktop was told that a call was missed, by who called, once it has been told of the last.
func (s *scene) missed(callers []string) map[string]int {
	s.t.Helper()
	var told map[string]int
	s.must(poll(s.ctx, "the last missed call", func() (bool, error) {
		all, err := s.desk.Notifications()
		told = map[string]int{}
		for _, n := range all {
			for _, name := range callers {
				if strings.Contains(n.Summary, "Missed") && strings.Contains(n.Summary+n.Body, name) {
					told[name]++
				}
			}
		}
		return told[callers[len(callers)-1]] > 0, err
	}))
	return told
}
