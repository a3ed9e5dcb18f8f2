//go:build linux && !mobile && !android

package shortcut

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// long is how long something may take that has to happen.
const long = 20 * time.Second

func await[T any](t *testing.T, told <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-told:
		return v
	case <-time.After(long):
		t.Fatalf("%s: it does not come", what)
	}
	panic("not reached")
}

// display is an X server of a test's own, and somebody who is connected to it.
type display struct {
	x
	t   *testing.T
	end func() // kills the server
}

func xServer(t *testing.T) *display {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "64x64x24", "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{write}
	err = server.Start()
	write.Close()
	if err != nil {
		t.Fatalf("the test needs an X server (apt-get install xvfb): %v", err)
	}
	end := func() { _ = server.Process.Kill(); _ = server.Wait() }
	t.Cleanup(end)
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
	t.Setenv("WAYLAND_DISPLAY", "")
	c, done, err := connectX(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(done)
	if err := xtest.Init(c.Conn); err != nil {
		t.Fatal(err)
	}
	return &display{c, t, end}
}

// code is the key with a sign.
func (d *display) code(sign xproto.Keysym) xproto.Keycode {
	d.t.Helper()
	b, err := d.keyboard()
	if err != nil {
		d.t.Fatal(err)
	}
	key := b.key(sign)
	if key == 0 {
		d.t.Fatalf("no key has %x", sign)
	}
	return key
}

// apart is how far apart in milliseconds keys are pressed: what happens at the same time is a key that is held.
const apart = 2

// press presses keys together, and lets them go.
func (d *display) press(keys ...xproto.Keycode) {
	d.t.Helper()
	fake := func(kind byte, key xproto.Keycode) {
		if err := xtest.FakeInputChecked(d.Conn, kind, byte(key), apart, d.root, 0, 0, 0).Check(); err != nil {
			d.t.Fatal(err)
		}
	}
	for _, k := range keys {
		fake(xproto.KeyPress, k)
	}
	for _, k := range keys {
		fake(xproto.KeyRelease, k)
	}
}

// Signs that tests press.
const (
	ctrlLeft, shiftLeft, capsLock xproto.Keysym = 0xffe3, 0xffe1, 0xffe5
	f9                                          = f1 + 8
)

// watched is a Watch at work.
type watched struct {
	ready   chan string
	pressed chan struct{}
	ended   chan error
	stop    context.CancelFunc
}

// watching starts one, which ends with the test.
func watching(t *testing.T, keys Keys) *watched {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	w := &watched{make(chan string, 8), make(chan struct{}, 8), make(chan error, 1), stop}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.ended <- Watch(ctx, Wish{
			Keys: keys, Purpose: "Call the selected number", Ready: func(keys string) { w.ready <- keys }, Pressed: func() { w.pressed <- struct{}{} },
		})
	}()
	t.Cleanup(func() { stop(); await(t, ended, "its end") })
	return w
}

func TestWatch_TellsOfEveryPressWhicheverLocksAreOn(t *testing.T) {
	d := xServer(t)
	w := watching(t, "Ctrl+Shift+F9")
	await(t, w.ready, "the shortcut")
	ctrl, shift, key := d.code(ctrlLeft), d.code(shiftLeft), d.code(f9)
	for _, lock := range []xproto.Keysym{0, capsLock, numLock, capsLock} { // on, on as well, and the first off again
		if lock != 0 {
			d.press(d.code(lock))
		}
		d.press(key)
		d.press(ctrl, key)
		d.press(ctrl, shift, key)
		await(t, w.pressed, "the press")
	}
	if len(w.pressed) > 0 {
		t.Error("other combinations count too")
	}
}

func TestWatch_SaysThatAnotherProgramHasTheKeysUntilItEnds(t *testing.T) {
	xServer(t)
	first := watching(t, "Ctrl+Alt+D")
	await(t, first.ready, "the first")
	if err := await(t, watching(t, "Ctrl+Alt+D").ended, "the second's answer"); !errors.Is(err, ErrTaken) {
		t.Errorf("it says %v", err)
	}
	await(t, watching(t, "Ctrl+Alt+C").ready, "another combination")
	first.stop()
	if err := await(t, first.ended, "the first's end"); err != nil {
		t.Errorf("it ended with %v", err)
	}
	for late := time.Now().Add(long); ; { // the server notices in its own time that the first has gone
		third := watching(t, "Ctrl+Alt+D")
		select {
		case <-third.ready:
			return
		case err := <-third.ended:
			if !errors.Is(err, ErrTaken) || time.Now().After(late) {
				t.Fatalf("the keys are not free: %v", err)
			}
		}
	}
}

func TestWatch_FollowsAKeyToItsPlaceOnAnotherKeyboard(t *testing.T) {
	d := xServer(t)
	w := watching(t, Default)
	await(t, w.ready, "the shortcut")
	ctrl, shift, old, other := d.code(ctrlLeft), d.code(shiftLeft), d.code(f9), d.code('q')
	for key, sign := range map[xproto.Keycode]xproto.Keysym{old: 'q', other: f9} {
		if err := xproto.ChangeKeyboardMappingChecked(d.Conn, 1, key, 1, []xproto.Keysym{sign}).Check(); err != nil {
			t.Fatal(err)
		}
	}
	for late := time.Now().Add(long); len(w.pressed) == 0; d.press(ctrl, shift, other) { // it learns of that in its own time
		if time.Now().After(late) {
			t.Fatal("the key is not found again")
		}
	}
}

func TestWatch_EndsWithTheXServer(t *testing.T) {
	d := xServer(t)
	w := watching(t, Default)
	await(t, w.ready, "the shortcut")
	d.end()
	if err := await(t, w.ended, "its end"); !errors.Is(err, ErrGone) {
		t.Errorf("it says %v", err)
	}
}

func TestWatch_SaysThatThereIsNoDesktop(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := await(t, watching(t, Default).ended, "its end"); !errors.Is(err, ErrUnsupported) {
		t.Errorf("it says %v", err)
	}
}

func TestKeys_OfSettingsThatMakeNoSenseAreTheDefault(t *testing.T) {
	for keys, want := range map[Keys]Keys{"": Default, "Q": Default, "Ctrl+Q": Default, "Ctrl+Alt+C": "Ctrl+Alt+C"} {
		if got := keys.OrDefault(); got != want {
			t.Errorf("%q is %q", keys, got)
		}
	}
}
