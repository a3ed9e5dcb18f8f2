//go:build linux

package desk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/jezek/xgb"
)

// Desk is a desktop that runs. All that it started ends with Close.
type Desk struct {
	display, busAddress string
	home                string
	bus                 *dbus.Conn
	busProcess          *process
	system              *dbus.Conn // the system's bus, of a system of this desktop's own
	systemAddress       string
	x                   *xgb.Conn
	tray                *watcher
	running             []*process // in the order of their start
}

// packages names the Debian package of every program that a desktop is made of.
var packages = map[string]string{
	"Xvfb": "xvfb", "openbox": "openbox", "dbus-daemon": "dbus", "dunst": "dunst", "dunstctl": "dunst",
	"xdotool": "xdotool", "import": "imagemagick", "convert": "imagemagick", "tesseract": "tesseract-ocr",
	"gnome-keyring-daemon": "gnome-keyring", "xdg-open": "xdg-utils",
	"xfce4-panel": "xfce4-panel", "xfconf-query": "xfconf", // where the panel's settings are read
}

// complete fails with the name of the package to install when a program is missing: a test that cannot see the
// window has not passed.
func complete() error {
	var missing []string
	for program, pkg := range packages {
		if _, err := exec.LookPath(program); err != nil {
			missing = append(missing, fmt.Sprintf("%s (apt-get install %s)", program, pkg))
		}
	}
	if missing != nil {
		return fmt.Errorf("a desktop needs programs that are missing: %s", strings.Join(missing, ", "))
	}
	return nil
}

// Start puts up a desktop of a size such as "1280x800".
func Start(ctx context.Context, size string) (d *Desk, err error) {
	if err := complete(); err != nil {
		return nil, err
	}
	d = &Desk{}
	defer func() {
		if err != nil {
			d.Close()
		}
	}()
	if d.home, err = os.MkdirTemp("", "ringside-desk-"); err != nil {
		return d, err
	}
	for _, folder := range []string{"run", ".cache", ".config", ".local/share"} {
		if err := os.MkdirAll(filepath.Join(d.home, folder), 0o700); err != nil {
			return d, err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return d.startX(ctx, size) }, d.startBus, d.startSystem, d.startManager, d.startNotifications, d.startTray,
	} {
		if err := step(ctx); err != nil {
			return d, err
		}
	}
	return d, nil
}

// startX starts the X server, which chooses a free display and tells it.
func (d *Desk) startX(ctx context.Context, size string) error {
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	defer read.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{write}
	err = d.run(cmd)
	write.Close()
	if err != nil {
		return err
	}
	number, err := firstLine(ctx, read)
	if err != nil {
		return fmt.Errorf("start the X server: %w", err)
	}
	d.display = ":" + number
	d.x, err = xgb.NewConnDisplay(d.display)
	return err
}

func (d *Desk) startBus(ctx context.Context) (err error) {
	d.bus, d.busAddress, d.busProcess, err = d.oneBus(ctx)
	return err
}

// startSystem starts the bus of the system that the desktop runs on, where logind is what the test says it is.
func (d *Desk) startSystem(ctx context.Context) (err error) {
	d.system, d.systemAddress, _, err = d.oneBus(ctx)
	return err
}

func (d *Desk) oneBus(ctx context.Context) (bus *dbus.Conn, address string, p *process, err error) {
	cmd := exec.Command("dbus-daemon", "--session", "--print-address=1", "--nofork", "--nopidfile")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, "", nil, err
	}
	cmd.Env = d.environment()
	if p, err = d.start(cmd); err != nil {
		return nil, "", nil, err
	}
	if address, err = firstLine(ctx, out); err != nil {
		return nil, "", p, fmt.Errorf("start a bus: %w", err)
	}
	bus, err = dbus.Connect(address)
	return bus, address, p, err
}

// endBus ends the session's bus, as logging out does.
func (d *Desk) endBus() error { return d.busProcess.cmd.Process.Kill() }

// WakeUp has logind say that the computer has slept, and is awake again.
func (d *Desk) WakeUp() error {
	const logind = "org.freedesktop.login1"
	if _, err := d.system.RequestName(logind, dbus.NameFlagDoNotQueue); err != nil {
		return err
	}
	return d.system.Emit("/org/freedesktop/login1", logind+".Manager.PrepareForSleep", false)
}

func (d *Desk) owned(name string) (bool, error) {
	var has bool
	err := asked(d.bus.BusObject(), "org.freedesktop.DBus.NameHasOwner", name).Store(&has)
	return has, err
}

// asked calls a method of something on the bus. Whoever does not answer must not hold up a test for ever.
func asked(object dbus.BusObject, method string, args ...any) *dbus.Call {
	ctx, cancel := context.WithTimeout(context.Background(), toolTime)
	defer cancel()
	return object.CallWithContext(ctx, method, 0, args...)
}

// toolTime is how long a program that a desktop is operated with may take, and an answer on the bus: some wait for
// ever for what does not come about, such as a window that takes the focus.
const toolTime = 20 * time.Second

// tool runs such a program, on this desktop, and returns what it printed.
func (d *Desk) tool(in []byte, name string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), toolTime)
	defer cancel()
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(d.environment(), "OMP_THREAD_LIMIT=1") // two threads of tesseract are slower than one on two cores
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &complaint
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", strings.Join(append([]string{name}, args...), " "), errors.Join(err, ctx.Err()), complaint.String())
	}
	return out.Bytes(), nil
}

// Command is a program on this desktop, not yet started. Its settings live in a home of the desktop's own.
func (d *Desk) Command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = d.environment()
	return cmd
}

// Home is the home folder of the desktop's user.
func (d *Desk) Home() string { return d.home }

func (d *Desk) environment() []string {
	env := []string{
		"DISPLAY=" + d.display, "DBUS_SESSION_BUS_ADDRESS=" + d.busAddress, "DBUS_SYSTEM_BUS_ADDRESS=" + d.systemAddress, "HOME=" + d.home,
		"XDG_RUNTIME_DIR=" + filepath.Join(d.home, "run"), "XDG_CONFIG_HOME=" + filepath.Join(d.home, ".config"),
		"XDG_CACHE_HOME=" + filepath.Join(d.home, ".cache"), "LANG=en_US.UTF-8", "NO_AT_BRIDGE=1", "XDG_CURRENT_DESKTOP=XFCE",
		"GORACE=exitcode=0 atexit_sleep_ms=0", // what is found is read, see Races
	}
	for _, name := range []string{"PATH", "GOCOVERDIR", "LD_LIBRARY_PATH"} {
		if value, set := os.LookupEnv(name); set {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// Close ends everything the desktop started, the last first.
func (d *Desk) Close() {
	if d.tray != nil {
		d.tray.close()
	}
	for _, bus := range []*dbus.Conn{d.bus, d.system} {
		if bus != nil {
			_ = bus.Close()
		}
	}
	if d.x != nil {
		d.x.Close()
	}
	for i := len(d.running) - 1; i >= 0; i-- {
		d.running[i].end()
	}
	if d.home != "" {
		_ = os.RemoveAll(d.home)
	}
}

// firstLine reads one line from a program that has just been started.
func firstLine(ctx context.Context, from io.Reader) (string, error) {
	type answer struct {
		line string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		line, err := bufio.NewReader(from).ReadString('\n')
		answers <- answer{strings.TrimSpace(line), err}
	}()
	select {
	case a := <-answers:
		return a.line, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// poll waits until something outside this process holds.
func poll(ctx context.Context, what string, holds func() (bool, error)) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := holds()
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if ok {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("waited in vain for %s", what), ctx.Err())
		}
	}
}
