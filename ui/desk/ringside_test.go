//go:build linux

package desk

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

// folder holds the programs built for these tests.
var folder string

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "ringside-binaries-"); err != nil {
		panic(err)
	}
	code := m.Run()
	if left := goleak.Find(); left != nil {
		fmt.Fprintln(os.Stderr, left)
		code = 1
	}
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// tags build the window as it is shipped, but for OpenGL ES, which compiles in half the time.
func tags() string {
	return cmp.Or(os.Getenv("RINGSIDE_TAGS"), "gles,migrated_fynedo,no_animations,no_emoji")
}

// built returns a program built from a package with flags of go build; it is built once.
func built(tb testing.TB, name, pkg string, flags ...string) string {
	tb.Helper()
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	args := append(append([]string{"build", "-tags", tags(), "-o", path}, flags...), pkg) // of two -tags the last counts
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		tb.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	return path
}

// scene is Ringside on a desktop, signed in at a quiet office that the test steers.
type scene struct {
	*App
	t      *testing.T
	ctx    context.Context
	desk   *Desk
	office *demo.Office
	me     pbxsim.User
	anna   pbxsim.User // the colleague who is called

	program string // Ringside's file
}

// set prepares a desktop and an office; nothing of Ringside runs yet.
func set(t *testing.T) *scene { return setAt(t, demo.Options{Quiet: true}) }

// setAt is set for another kind of office.
func setAt(t *testing.T, kind demo.Options) *scene { return setOn(t, kind, "1680x1050") }

// setOn is setAt on a screen of another size.
func setOn(t *testing.T, kind demo.Options, screen string) *scene {
	t.Helper()
	program := built(t, "ringside-race", "ringside", "-race")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Second)
	t.Cleanup(cancel)
	s := &scene{t: t, ctx: ctx, program: program}
	var err error
	s.office, err = demo.Start(ctx, kind)
	s.must(err)
	t.Cleanup(s.office.Close)
	s.desk, err = Start(ctx, screen)
	s.must(err)
	t.Cleanup(s.desk.Close)
	people := s.office.PBX.Office().Users
	account, _ := s.office.Login()
	for _, u := range people {
		switch {
		case u.UserName == account.UserName:
			s.me = u
		case s.anna.UUID == "" && len(u.Phones) == 1 && u.Extension != "" && !u.DND && u.CallForward == "" && ascii(u.FullName):
			s.anna = u
		}
	}
	return s
}

func ascii(text string) bool {
	for _, r := range text {
		if r > 126 {
			return false
		}
	}
	return text != ""
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		if s.App != nil {
			if s.window != "" {
				s.keepScreenshot()
			}
			told, _ := s.desk.Notifications()
			s.t.Logf("parts %v; the desktop was told %v; ringside said: %s", s.parts(), told, s.Output())
		}
		s.t.Fatal(err)
	}
}

// keepScreenshot leaves a picture of a failure behind where RINGSIDE_SHOTS names a folder for it.
func (s *scene) keepScreenshot() {
	shots := os.Getenv("RINGSIDE_SHOTS")
	if shot, err := s.Screenshot(); shots != "" && err == nil {
		_ = os.WriteFile(filepath.Join(shots, strings.ReplaceAll(s.t.Name(), "/", "_")+".png"), shot, 0o600)
	}
}

// open starts Ringside, signed in by flags and environment, and waits for its window.
func (s *scene) open(args ...string) {
	s.t.Helper()
	account, secret := s.office.Login()
	s.launch(secret, append([]string{"--pbx", account.Address, "--insecure-http", "--user", account.UserName}, args...)...)
	if !slices.Contains(args, "--hidden") {
		s.must(s.WaitWindow(s.ctx))
	}
}

func (s *scene) launch(secret string, args ...string) {
	s.t.Helper()
	cmd := s.desk.Command(s.program, args...)
	cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret)
	s.start(cmd)
}

// start starts Ringside; data races are found when it ends.
func (s *scene) start(cmd *exec.Cmd) {
	s.t.Helper()
	var err error
	s.App, err = s.desk.Launch(cmd)
	s.must(err)
	a := s.App
	s.t.Cleanup(func() {
		a.end()
		for _, race := range a.Races() {
			s.t.Errorf("a data race: %s", race)
		}
	})
}

// asked waits until the PBX has seen a request whose method is this and whose path and body hold these texts.
func (s *scene) asked(method string, parts ...string) pbxsim.Request {
	s.t.Helper()
	var found pbxsim.Request
	s.must(poll(s.ctx, fmt.Sprint("the PBX to be asked ", method, parts), func() (bool, error) {
		for _, r := range s.office.PBX.Requests() {
			if r.Method == method && holds(r.Path+" "+r.Body, parts) {
				found = r
				return true, nil
			}
		}
		return false, nil
	}))
	return found
}

func holds(text string, parts []string) bool {
	for _, p := range parts {
		if !strings.Contains(text, p) {
			return false
		}
	}
	return true
}

// calling waits until the PBX knows of a call and returns it.
func (s *scene) calling(which func(pbxsim.Call) bool) pbxsim.Call {
	s.t.Helper()
	var found pbxsim.Call
	s.must(poll(s.ctx, "the call", func() (bool, error) {
		for _, c := range s.office.PBX.Office().Calls {
			if which(c) {
				found = c
				return true, nil
			}
		}
		return false, nil
	}))
	return found
}

// own is what the PBX holds of the user.
func (s *scene) own() pbxsim.User {
	for _, u := range s.office.PBX.Office().Users {
		if u.UUID == s.me.UUID {
			return u
		}
	}
	return pbxsim.User{}
}

// given is somebody's first name, as it stands on the screen.
func given(u pbxsim.User) string { return strings.Fields(u.FullName)[0] }
