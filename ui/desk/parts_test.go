//go:build linux

package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ringside/pbxclient/account"
)

// parts are the processes of Ringside on the desktop.
func (s *scene) parts() []Part { return s.desk.Parts(s.program) }

// stays is the one process of Ringside that is no window.
func (s *scene) stays() Part {
	s.t.Helper()
	all := slices.DeleteFunc(s.parts(), Part.Window)
	if len(all) != 1 {
		s.must(fmt.Errorf("%d parts of Ringside stay, want 1: %v", len(all), all))
	}
	return all[0]
}

// windowPart is the window's process, once there is one.
func (s *scene) windowPart() Part {
	s.t.Helper()
	var found Part
	s.must(poll(s.ctx, "the window's process", func() (bool, error) {
		all := slices.DeleteFunc(s.parts(), func(p Part) bool { return !p.Window() })
		if len(all) == 1 {
			found = all[0]
		}
		return len(all) == 1, nil
	}))
	return found
}

// noWindow waits until the window is not to be seen.
func (s *scene) noWindow() {
	s.t.Helper()
	s.must(poll(s.ctx, "the window to go", func() (bool, error) { return !s.Visible(), nil }))
}

// run runs a command of Ringside on this desktop, without any secret, and returns what it printed.
func (s *scene) run(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(s.ctx, toolTime)
	defer cancel()
	cmd := s.desk.Command(s.program, args...)
	type result struct {
		out []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		out, err := cmd.CombinedOutput()
		done <- result{out, err}
	}()
	select {
	case r := <-done:
		return string(r.out), r.err
	case <-ctx.Done():
		_ = cmd.Process.Kill()
		<-done
		return "", fmt.Errorf("ringside %v does not end", args)
	}
}

// prints runs a command that has to succeed, and expects this among what it prints.
func (s *scene) prints(want string, args ...string) {
	s.t.Helper()
	out, err := s.run(args...)
	if err != nil || !strings.Contains(out, want) {
		s.must(fmt.Errorf("ringside %v printed %q (%v), not %q", args, out, err, want))
	}
}

// killed kills the part that stays, and waits until it has been started again.
func (s *scene) killed() {
	s.t.Helper()
	before := s.stays()
	s.must(before.Kill())
	s.revived = true
	s.t.Cleanup(func() { // the desktop did not start the next one, and does not end it
		for _, p := range s.parts() {
			_ = p.Kill()
		}
	})
	s.must(poll(s.ctx, "the part that stays to come back", func() (bool, error) {
		all := slices.DeleteFunc(s.parts(), Part.Window)
		return len(all) == 1 && all[0].PID != before.PID, nil
	}))
}

// fillIn types into the sign-in page who signs in, at which PBX.
func (s *scene) fillIn(a account.Account, secret string) {
	s.t.Helper()
	s.must(s.Type(a.Address))
	s.must(s.Key("Tab"))
	s.must(s.Type(a.UserName))
	s.must(s.Key("Tab"))
	s.must(s.Type(secret))
}
