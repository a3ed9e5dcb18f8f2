//go:build linux

package desk

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jezek/xgb/xproto"
)

// App is a program under test with its window.
type App struct {
	*process
	desk    *Desk
	started time.Time
	window  string // X's identifier
	title   string // of the window; "" for Ringside's own
	revived bool   // another process has taken the place of the one that was started
	said    *output
}

// output collects what a program writes while it runs.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// Launch starts a program, made by Command, without waiting for its window.
func (d *Desk) Launch(cmd *exec.Cmd) (*App, error) {
	a := &App{desk: d, said: &output{}}
	cmd.Stdout, cmd.Stderr = a.said, a.said
	a.started = time.Now()
	p, err := d.start(cmd)
	if err != nil {
		return nil, err
	}
	a.process = p
	return a, nil
}

// Output is what the program has written so far.
func (a *App) Output() string { return a.said.String() }

// theirs are places in data races that are not ours to mend: the tray's library reads the number of a menu's version while it
// counts it, which harms nobody, and the toolkit tells its event queue of what still happens while the program ends.
var theirs = []string{"fyne.io/systray.(*tray).GetLayout", "internal/app.(*Lifecycle).RunEventQueue"}

// Races are the data races that the program reported, if it was built to look for them, but for those that are theirs.
func (a *App) Races() []string {
	var found []string
	for report := range strings.SplitSeq(a.Output(), "WARNING: DATA RACE") {
		report, _, ended := strings.Cut(report, "==================")
		isTheirs := slices.ContainsFunc(theirs, func(place string) bool { return strings.Contains(report, place) })
		if ended && strings.Contains(report, "by goroutine") && !isTheirs {
			found = append(found, report)
		}
	}
	return found
}

// End asks the program to end, as logging out does, and returns how it ended.
func (a *App) End() error {
	a.end()
	return a.err
}

// Running reports whether the program has not ended by itself.
func (a *App) Running() bool {
	select {
	case <-a.ended:
		return false
	default:
		return true
	}
}

// Exited waits for the program to end by itself.
func (a *App) Exited(ctx context.Context) error {
	select {
	case <-a.ended:
		return a.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// WaitWindow waits for the program's window and gives it the focus. A window that has only just come may not take it at
// once; then it is given again.
func (a *App) WaitWindow(ctx context.Context) error {
	return poll(ctx, "the window", func() (bool, error) {
		if !a.Running() && !a.revived {
			return false, fmt.Errorf("the program ended: %w: %s", a.err, a.Output())
		}
		if a.window = a.seen(); a.window == "" {
			return false, nil
		}
		_, err := a.xdotool("windowactivate", "--sync", a.window)
		return err == nil, nil
	})
}

// Visible reports whether the window is to be seen.
func (a *App) Visible() bool { return a.seen() != "" }

// seen is the window of Ringside that is to be seen, "" for none. It belongs to another process than the one started.
func (a *App) seen() string {
	out, err := a.xdotool("search", "--onlyvisible", "--name", "^"+cmp.Or(a.title, "Ringside")+"$")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(strings.SplitN(out, "\n", 2)[0])
}

// Key presses keys such as "Return" or "ctrl+h".
func (a *App) Key(keys ...string) error {
	_, err := a.xdotool(append([]string{"key", "--delay", "30"}, keys...)...)
	return err
}

// Type types plain ASCII.
func (a *App) Type(text string) error {
	_, err := a.xdotool("type", "--delay", "30", text)
	return err
}

// Click clicks at a place in the window.
func (a *App) Click(x, y int) error { return a.clickWith("1", x, y) }

// MenuClick clicks there with the button that menus open with.
func (a *App) MenuClick(x, y int) error { return a.clickWith("3", x, y) }

func (a *App) clickWith(button string, x, y int) error {
	_, err := a.xdotool("mousemove", "--window", a.window, fmt.Sprint(x), fmt.Sprint(y), "click", button)
	return err
}

// Resize gives the window another size.
func (a *App) Resize(width, height int) error {
	_, err := a.xdotool("windowsize", "--sync", a.window, fmt.Sprint(width), fmt.Sprint(height))
	return err
}

// CloseWindow does what the window's close button does.
func (a *App) CloseWindow() error {
	number, err := strconv.ParseUint(a.window, 10, 32)
	if err != nil {
		return fmt.Errorf("there is no window to close: %w", err)
	}
	return a.desk.closeWindow(xproto.Window(number))
}

func (a *App) xdotool(args ...string) (string, error) {
	out, err := a.desk.tool(nil, "xdotool", args...)
	return string(out), err
}
