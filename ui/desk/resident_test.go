//go:build linux

package desk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

func TestParts_AWindowThatIsKilledTakesNothingDown(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	before := s.stays()
	s.must(s.windowPart().Kill())
	s.told("closed by itself")
	s.must(s.desk.TrayClick("Do not disturb"))
	s.must(poll(s.ctx, "do not disturb", func() (bool, error) { return s.own().DND, nil }))
	s.prints("on", "dnd", "status")
	s.must(s.desk.TrayClick("Open Ringside"))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
	if after := s.stays(); after.PID != before.PID {
		t.Errorf("process %d stays, it was %d", after.PID, before.PID)
	}
}

func TestParts_TheWindowBringsTheKilledPartBack(t *testing.T) {
	s := set(t)
	s.launch("", "--demo")
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
	window := s.windowPart()
	s.killed()
	s.must(poll(s.ctx, "commands to be answered", func() (bool, error) {
		out, err := s.run("contacts")
		return err == nil && strings.Contains(out, "Available"), nil
	}))
	s.must(s.WaitText(s.ctx, "Connected"))
	if again := s.windowPart(); again.PID != window.PID {
		t.Errorf("the window is process %d, it was %d", again.PID, window.PID)
	}
	s.must(s.desk.TrayClick("Quit"))
	s.ends(10 * time.Second)
}

func TestParts_AHiddenWindowBringsTheKilledPartBackToo(t *testing.T) {
	s := set(t)
	s.launch("", "--demo")
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.CloseWindow())
	s.noWindow()
	s.killed()
	s.must(poll(s.ctx, "the icon", func() (bool, error) { return s.desk.TrayClick("Open Ringside") == nil, nil }))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
}

func TestParts_SomebodyCanSignInAfterThePartThatStaysWasKilled(t *testing.T) {
	s := set(t)
	account, secret := s.office.Login()
	s.launch("")
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Sign", "PBX", "Password"))
	window := s.windowPart()
	s.killed()
	s.must(poll(s.ctx, "another window", func() (bool, error) { return s.windowPart().PID != window.PID && s.Visible(), nil }))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Sign", "PBX", "Password"))
	s.fillIn(account, secret)
	s.must(s.Key("Tab", "Tab", "space")) // without encryption
	s.must(s.Key("shift+Tab", "shift+Tab", "Return"))
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
}

func TestParts_WhatStaysLoadsNothingThatPaints(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	paints := func(p Part) bool {
		maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", p.PID))
		s.must(err)
		return strings.Contains(string(maps), "_dri.so") || strings.Contains(string(maps), "gallium")
	}
	if paints(s.stays()) {
		t.Error("the part that stays has loaded a driver for OpenGL")
	}
	if !paints(s.windowPart()) {
		t.Error("the window has not: this test looks for the wrong thing")
	}
}

func TestParts_AHiddenWindowIsKilledAndThePartThatStaysOpensAnother(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.CloseWindow())
	s.noWindow()
	s.must(s.windowPart().Kill())
	s.must(poll(s.ctx, "its end", func() (bool, error) { return len(s.parts()) == 1, nil }))
	_, err := s.run()
	s.must(err)
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
}

func TestParts_AClosedWindowIsKeptReadyUnlessThatIsNotWanted(t *testing.T) {
	for ready, want := range map[string]int{`{}`: 2, `{"ready_minutes":0}`: 1} {
		t.Run(ready, func(t *testing.T) {
			s := set(t)
			s.settings(ready)
			s.open()
			s.must(s.WaitText(s.ctx, "Connected"))
			s.must(s.CloseWindow())
			s.noWindow()
			s.must(poll(s.ctx, fmt.Sprint(want, " processes"), func() (bool, error) { return len(s.parts()) == want, nil }))
			s.must(s.desk.TrayClick("Open Ringside"))
			s.must(s.WaitWindow(s.ctx))
			s.must(s.WaitText(s.ctx, "Connected"))
		})
	}
}

// openHidden starts Ringside without its window, and waits until it knows the office.
func (s *scene) openHidden() {
	s.t.Helper()
	s.open("--hidden")
	s.must(poll(s.ctx, "the office", func() (bool, error) {
		out, err := s.run("contacts")
		return err == nil && strings.Contains(out, s.anna.FullName), nil
	}))
}

// settings writes the settings that Ringside starts with.
func (s *scene) settings(text string) {
	s.t.Helper()
	folder := filepath.Join(s.desk.Home(), ".config", "ringside")
	s.must(os.MkdirAll(folder, 0o700))
	s.must(os.WriteFile(filepath.Join(folder, "window.json"), []byte(text), 0o600))
}

func TestParts_TwentyStartsAtOnceAreOneRingside(t *testing.T) {
	s := set(t)
	account, secret := s.office.Login()
	args := []string{"--pbx", account.Address, "--insecure-http", "--user", account.UserName}
	var starting sync.WaitGroup
	failed := make(chan error, 20)
	apps := make(chan *App, 20)
	for i := range 20 {
		cmd := s.desk.Command(s.program, append(args, fmt.Sprintf("tel:+3120123%04d", i))...)
		cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret)
		a, err := s.desk.Launch(cmd)
		s.must(err)
		starting.Go(func() {
			select {
			case <-a.ended:
				if a.err != nil {
					failed <- fmt.Errorf("%w: %s", a.err, a.Output())
				}
			case <-s.ctx.Done():
				failed <- errors.New("a start did not end")
			case <-time.After(20 * time.Second): // the one that stays
				apps <- a
			}
		})
	}
	starting.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	if len(apps) != 1 {
		t.Fatalf("%d of 20 starts stay, want 1", len(apps))
	}
	s.App = <-apps
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Netherlands", "20 123"))
	s.stays()
	s.windowPart()
	if n := s.listed(); n != 1 {
		t.Errorf("the users were listed %d times, want 1", n)
	}
}

// listed counts how often the PBX was asked for its users.
func (s *scene) listed() (n int) {
	for _, r := range s.office.PBX.Requests() {
		if r.Method == "GET" && strings.HasSuffix(r.Path, "/users") {
			n++
		}
	}
	return n
}

func TestParts_CommandsNeedNoSecretAndNoListWhileRingsideRuns(t *testing.T) {
	s := set(t)
	s.openHidden()
	before := s.listed()
	s.prints(s.anna.FullName, "contacts", "--json")
	s.prints("on", "dnd", "on")
	if !s.own().DND {
		t.Error("the PBX does not know of do not disturb")
	}
	s.prints("off", "dnd", "off")
	s.prints(s.anna.Extension, "dial", s.anna.Extension, "--json")
	s.asked("POST", "/call", `"number":"`+s.anna.Extension+`"`)
	s.prints("mailbox_number", "voicemail", "--json")
	s.prints("status_code", "phones", "--json")
	if after := s.listed(); after != before {
		t.Errorf("commands had the users listed %d times", after-before)
	}
}

func TestParts_SIGTERMEndsBothWithinTwoSeconds(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.stays().Terminate())
	s.ends(2 * time.Second)
	s.must(s.Exited(s.ctx))
}

func TestParts_TheEndOfTheSessionEndsBothWithinTwoSeconds(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.desk.endBus())
	s.ends(2 * time.Second)
}

// ends expects every part of Ringside to end within a time.
func (s *scene) ends(within time.Duration) {
	s.t.Helper()
	began := time.Now()
	err := poll(s.ctx, "both parts to end", func() (bool, error) { return len(s.parts()) == 0, nil })
	if err != nil {
		s.must(fmt.Errorf("%w: %v are left", err, s.parts()))
	}
	if took := time.Since(began); took > within {
		s.t.Errorf("ending took %v, want %v at most", took, within)
	}
}

func TestParts_WithoutADisplayEverythingElseGoesOn(t *testing.T) {
	s := set(t)
	account, secret := s.office.Login()
	cmd := s.desk.Command(s.program, "--hidden", "--pbx", account.Address, "--insecure-http", "--user", account.UserName)
	cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret, "DISPLAY=", "WAYLAND_DISPLAY=")
	s.start(cmd)
	s.must(poll(s.ctx, "the icon", func() (bool, error) {
		_, err := s.desk.TrayMenu()
		return err == nil, nil
	}))
	s.must(poll(s.ctx, "the office", func() (bool, error) {
		out, err := s.run("contacts")
		return err == nil && strings.Contains(out, s.anna.FullName), nil
	}))
	s.must(s.desk.TrayClick("Open Ringside"))
	s.told("There is no desktop to open a window on")
	_, err := s.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: "Bakery"}, s.me.Extension)
	s.must(err)
	s.told("Bakery")
	_, err = s.run() // from a terminal of the desktop
	s.must(err)
	s.must(s.WaitWindow(s.ctx))
}

func TestParts_WithoutOpenGLEverythingElseGoesOn(t *testing.T) {
	s := set(t)
	account, secret := s.office.Login()
	cmd := s.desk.Command(s.program, "--pbx", account.Address, "--insecure-http", "--user", account.UserName)
	cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret, "__EGL_VENDOR_LIBRARY_FILENAMES=/nonexistent", "LIBGL_DRIVERS_PATH=/nonexistent")
	s.start(cmd)
	s.told("OpenGL")
	s.must(s.desk.TrayClick("Do not disturb"))
	s.must(poll(s.ctx, "do not disturb", func() (bool, error) { return s.own().DND, nil }))
	s.prints("on", "dnd", "status")
}
