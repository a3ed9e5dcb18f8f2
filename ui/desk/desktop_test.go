//go:build linux

package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

func TestRingside_TellsTheDesktopWhoCallsAndWhatWasMissed(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	id, err := s.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: "Bakery <b>Jansen</b>", Normalized: "+31201234567"}, s.me.Extension)
	s.must(err)
	s.told("Bakery")
	s.must(s.WaitText(s.ctx, "Bakery"))
	s.must(s.office.PBX.Hangup(id))
	s.told("Missed")
}

// told waits until the desktop has been told something in which this occurs.
func (s *scene) told(what string) {
	s.t.Helper()
	var all []Notification
	err := poll(s.ctx, "a notification", func() (found bool, err error) {
		all, err = s.desk.Notifications()
		for _, n := range all {
			found = found || strings.Contains(n.Summary+" "+n.Body, what)
		}
		return found, err
	})
	if err != nil {
		s.must(fmt.Errorf("%q: %w; the desktop was told %v", what, err, all))
	}
}

func TestRingside_StaysInTheTrayWithDoNotDisturbAndComesBack(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.CloseWindow())
	s.must(poll(s.ctx, "the window to go", func() (bool, error) { return !s.Visible(), nil }))
	s.must(s.desk.TrayClick("Do not disturb"))
	s.must(poll(s.ctx, "do not disturb", func() (bool, error) { return s.own().DND, nil }))
	s.must(poll(s.ctx, "the mark in the tray", func() (bool, error) {
		items, err := s.desk.TrayMenu()
		return slices.ContainsFunc(items, func(i MenuItem) bool { return i.Label == "Do not disturb" && i.Checked }), err
	}))
	s.must(s.desk.TrayClick("Open Ringside"))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.desk.TrayClick("Quit"))
	s.must(s.Exited(s.ctx))
}

func TestRingside_SignsInFromItsOwnPageAndSaysWhatWentWrong(t *testing.T) {
	s := set(t)
	account, secret := s.office.Login()
	s.launch("")
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Sign", "PBX", "Password"))
	s.fillIn(account, "wrong")
	s.must(s.Key("Tab", "Tab", "space")) // without encryption
	s.must(s.Key("shift+Tab", "shift+Tab", "Return"))
	s.must(s.WaitText(s.ctx, "refused the user name or password"))
	if n := len(s.office.PBX.Requests()); n != 1 {
		t.Errorf("a wrong password was tried with %d requests, want 1: accounts lock", n)
	}
	s.must(s.Key("ctrl+a"))
	s.must(s.Type(secret))
	s.must(s.Key("Return"))
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
}

func TestRingside_TrustsACertificateOnlyAfterShowingIt(t *testing.T) {
	s := setAt(t, demo.Options{Quiet: true, TLS: true})
	account, secret := s.office.Login()
	s.launch("")
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Sign", "Password"))
	s.fillIn(account, secret)
	s.must(s.Key("Return"))
	s.must(s.WaitText(s.ctx, "certificate", "Trust"))
	if n := len(s.office.PBX.Requests()); n != 0 {
		t.Errorf("%d requests went to a PBX that is not trusted yet", n)
	}
	s.must(s.ClickWord("Trust"))
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
}

func TestRingside_WarnsOfAnotherCertificateThanThePinnedOneAndSendsItNothing(t *testing.T) {
	kind := demo.Options{Quiet: true, TLS: true}
	s := setAt(t, kind)
	s.open("--pin", s.office.Fingerprint)
	s.must(s.WaitText(s.ctx, "Connected"))
	kind.Listen = strings.TrimPrefix(s.office.URL, "https://")
	s.office.Close()
	another, err := demo.Start(s.ctx, kind)
	s.must(err)
	t.Cleanup(another.Close)
	shown := strings.ToUpper(another.Fingerprint[:2] + ":" + another.Fingerprint[2:4] + ":")
	s.must(s.WaitText(s.ctx, "WARNING!", "not the one you pinned", shown))
	s.told("not the one you pinned") // nobody need look at the window
	if out, err := s.run("dnd", "status"); err == nil {
		t.Errorf("a command says %q", out)
	}
	if n := len(another.PBX.Requests()); n != 0 {
		t.Errorf("%d requests went to who shows the other certificate", n)
	}
}

func TestRingside_SaysHowOldThePictureIsWhenThePBXIsGone(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.office.Close()
	s.must(s.WaitText(s.ctx, "as of", "Try"))
}

func TestRingside_LeavesNoSecretBehind(t *testing.T) {
	s := set(t)
	_, secret := s.office.Login()
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	arguments, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", s.cmd.Process.Pid))
	s.must(err)
	if strings.Contains(string(arguments), secret) || strings.Contains(s.Output(), secret) {
		t.Error("the secret is in the arguments or the log")
	}
	s.must(s.End())
	s.must(filepath.WalkDir(s.desk.Home(), func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(content), secret) {
			t.Errorf("the secret is in %s", path)
		}
		return err
	}))
}
