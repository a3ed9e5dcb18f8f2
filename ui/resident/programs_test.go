//go:build unix

package resident

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ringside/presence"
	"ringside/ui/settings"
)

func TestFollow_TellsAProgramWhoRingsWhoIsAnsweredAndWhoWasMissed(t *testing.T) {
	said := filepath.Join(t.TempDir(), "said")
	program := filepath.Join(t.TempDir(), "hook")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho \"$1 $2 $3\" >>"+said+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	m := paint("anna")
	r, _, stop := follows(t, m)
	stop() // this test is who follows
	r.settings.now = settings.Settings{Programs: settings.Programs{Program: program, OnRing: true, OnAnswer: true, OnMiss: true}}
	f := &follower{resident: r, mirror: m, shown: map[uint64]string{}}
	call := func(key uint64, c presence.Call) *presence.Call {
		c.Key, c.Role, c.Direction = key, presence.Callee, presence.Internal
		return &c
	}
	picture := func(calls ...*presence.Call) *presence.Snapshot {
		s := *m.Picture()
		s.Synced, s.Calls = true, calls
		return &s
	}
	began := time.Now()
	before := call(1, presence.Call{State: presence.CallActive, Number: "201", AnsweredAt: began})
	f.changed(picture(before))
	rings := call(2, presence.Call{State: presence.CallRinging, Number: "202"})
	f.tell(presence.Notice{About: presence.IncomingCall, Call: rings}, picture(before, rings))
	answered := call(2, presence.Call{State: presence.CallActive, Number: "202", AnsweredAt: began})
	f.changed(picture(before, answered))
	f.changed(picture(before, answered))
	elsewhere := call(3, presence.Call{State: presence.CallEnded, Number: "203", AnsweredAt: began, Outcome: presence.Elsewhere})
	missed := call(4, presence.Call{State: presence.CallEnded, Number: "204", Outcome: presence.Missed})
	f.changed(picture(answered, elsewhere, missed))
	f.tell(presence.Notice{About: presence.MissedCall, Call: missed}, picture(missed))
	r.programs.Wait()
	got, err := os.ReadFile(said)
	lines := strings.Split(strings.TrimSpace(string(got)), "\n")
	slices.Sort(lines)
	if want := []string{"answer internal 202", "miss internal 204", "ring internal 202"}; err != nil || !slices.Equal(lines, want) {
		t.Errorf("it was told %q, %v; want %q", lines, err, want)
	}
}

func TestFollow_TellsNoProgramWhereNoneIsSet(t *testing.T) {
	r, _, stop := follows(t, paint())
	stop()
	r.programs = nil // would be missed
	f := &follower{resident: r, mirror: paint(), shown: map[uint64]string{}}
	f.tellProgram("ring", &presence.Call{Number: "201"}, f.mirror.Picture())
}
