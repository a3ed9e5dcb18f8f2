//go:build linux

package desk

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// signIn signs in on Ringside's own page, and has the secret remembered.
func (s *scene) signIn() (secret string) {
	s.t.Helper()
	account, secret := s.office.Login()
	s.launch("")
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Sign", "Password"))
	s.fillIn(account, secret)
	s.must(s.Key("Tab", "Tab", "space")) // without encryption
	s.must(s.Key("shift+Tab", "shift+Tab", "Return"))
	return secret
}

// hidden looks for a secret wherever others could: in files, in the arguments and surroundings of processes, and in what they wrote.
func (s *scene) hidden(secret string) {
	s.t.Helper()
	if strings.Contains(s.Output(), secret) {
		s.t.Error("the secret is in what Ringside wrote")
	}
	for _, p := range s.parts() {
		for _, file := range []string{"cmdline", "environ"} {
			if text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", p.PID, file)); err == nil && strings.Contains(string(text), secret) {
				s.t.Errorf("the secret is in the %s of %v", file, p.Args)
			}
		}
	}
	s.must(filepath.WalkDir(s.desk.Home(), func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // something that has just gone
		}
		if content, err := os.ReadFile(path); err == nil && strings.Contains(string(content), secret) {
			s.t.Errorf("the secret is in %s", path)
		}
		return nil
	}))
}

func TestKeyring_ARestartIsSignedInAndTheSecretIsNowhereElse(t *testing.T) {
	s := set(t)
	s.must(s.desk.StartKeyring(s.ctx, true))
	secret := s.signIn()
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
	s.hidden(secret)
	s.must(s.End())
	s.hidden(secret)

	s.launch("", "--log-level", "debug")
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
	s.hidden(secret)
	s.prints("Available", "contacts", s.anna.Extension) // the terminal gets by without it, too
}

func TestKeyring_ALockedOneHoldsUpNothing(t *testing.T) {
	s := set(t)
	s.must(s.desk.StartKeyring(s.ctx, false))
	s.signIn()
	s.must(s.WaitText(s.ctx, "Connected", "keyring is locked"))
}

func TestKeyring_KilledWhileItSignsInNothingIsLost(t *testing.T) {
	s := set(t)
	s.must(s.desk.StartKeyring(s.ctx, true))
	s.signIn()
	s.must(poll(s.ctx, "the first request", func() (bool, error) { return len(s.office.PBX.Requests()) > 0, nil }))
	for _, p := range s.parts() {
		s.must(p.Kill())
	}
	s.must(poll(s.ctx, "all of it to go", func() (bool, error) { return len(s.parts()) == 0 && !s.Visible(), nil }))
	s.launch("")
	s.must(s.WaitWindow(s.ctx))
	// It had been kept by then, or it had not: whichever it is, it works.
	var shown []string
	s.must(poll(s.ctx, "either of the pages", func() (bool, error) {
		text, err := s.Text()
		shown = strings.Fields(text)
		return slices.Contains(shown, "Connected") || slices.Contains(shown, "Password"), err
	}))
	switch account, secret := s.office.Login(); {
	case slices.Contains(shown, "Connected"):
		return
	case slices.Contains(shown, account.UserName): // only the secret is missing
		s.must(s.Type(secret))
		s.must(s.Key("Return"))
	default:
		s.fillIn(account, secret)
		s.must(s.Key("Tab", "Tab", "space", "shift+Tab", "shift+Tab", "Return"))
	}
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
}

func TestLinks_OfOtherProgramsAreAskedAboutColdAndWarm(t *testing.T) {
	s := set(t)
	s.must(s.desk.StartKeyring(s.ctx, true))
	s.signIn()
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
	s.prints("on", "links", "on")
	s.must(s.End())

	opener := func(link string) *exec.Cmd {
		cmd := s.desk.Command("xdg-open", link)
		cmd.Env = append(cmd.Env, "XDG_CURRENT_DESKTOP=X-Generic")
		return cmd
	}
	s.start(opener("tel:020-1234567")) // nothing of Ringside runs
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "asks", "+31 20 123 4567", "Netherlands"))
	for _, r := range s.office.PBX.Requests() {
		if r.Method == "POST" && strings.Contains(r.Path, "/call") {
			t.Error("the link was called before it was answered")
		}
	}
	s.must(s.Key("Tab", "space")) // from "Do not call" to "Call"
	s.asked("POST", "/call", `"number":"+31201234567"`)
	s.must(opener("callto:+4930123456").Run()) // it runs
	s.must(s.WaitText(s.ctx, "asks", "+49 30 123456", "Germany"))
}
