package resident

import (
	"fmt"
	"log/slog"
	"sync"
	"time"

	"ringside/presence/share"
)

// slowest is how long a window may take until it says that it is there.
const slowest = 30 * time.Second

// show is the line that asks a window to come up.
type show struct {
	Kind   string `json:"kind"` // "show"
	Number string `json:"number,omitempty"`
	// Selected says that Number is the text that was selected when the shortcut was pressed, which may be none.
	Selected bool `json:"selected,omitempty"`
}

// bye is the line after which a window has to end.
type bye struct {
	Kind string `json:"kind"` // "bye"
}

// windows starts the window when somebody wants to see it, and passes on what they want of it. Its methods may be called
// from any goroutine.
type windows struct {
	program  string
	demo     bool
	level    slog.Level     // what a window logs from
	private  func(w *child) // talks to a window that was started, until it ends
	failed   func(reason string, came bool)
	display  func(environment []string) bool
	log      *slog.Logger
	slowest  time.Duration
	finished sync.WaitGroup

	mu          sync.Mutex
	conn        *share.Conn // of the window that is there; nil for none
	pid         int         // and its process
	child       *child      // the window that was started last, while it runs
	pending     []show      // for the window that is being started
	environment []string    // of whoever asked last for that
	unseen      []show      // what the window that is there was asked for, and has not come up for yet
	over        bool
}

// open brings the window up, with a number in its dial field unless that is "". environment says which desktop it is for,
// in the form of os.Environ; nil is this process's own. It does not wait for the window.
func (w *windows) open(number string, environment []string) error {
	return w.bring(show{Kind: "show", Number: number}, environment)
}

// openSelected brings the window up for the text that is selected, as open does.
func (w *windows) openSelected(text string) error {
	return w.bring(show{Kind: "show", Number: text, Selected: true}, nil)
}

func (w *windows) bring(wanted show, environment []string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.over:
		return share.ErrEnding
	case w.conn != nil:
		conn := w.conn
		w.unseen, w.environment = append(w.unseen, wanted), environment
		w.finished.Go(func() {
			if !conn.Push(wanted) { // it has gone meanwhile
				_ = w.bring(wanted, environment)
			}
		})
		return nil
	case w.child != nil:
		w.pending, w.environment = append(w.pending, wanted), environment
		return nil
	case !w.display(environment):
		if environment = nil; !w.display(nil) { // whoever asks may be elsewhere, such as on a remote shell
			return share.ErrNoDisplay
		}
	}
	if err := w.start(environment); err != nil {
		return fmt.Errorf("start the window: %w", err)
	}
	w.pending, w.environment = append(w.pending, wanted), environment
	return nil
}

// start starts a window; w.mu is held.
func (w *windows) start(environment []string) error {
	c, err := newChild(windowProcess(w.program, w.demo, w.level, environment))
	if err != nil {
		return err
	}
	w.child = c
	w.finished.Go(func() { w.private(c) })
	w.finished.Go(func() { w.follow(c) })
	return nil
}

// follow waits for a window's end and says what happened if nobody wanted it.
func (w *windows) follow(c *child) {
	hangs := time.AfterFunc(w.slowest, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.child == c && !c.came {
			c.kill()
		}
	})
	defer hangs.Stop()
	select {
	case <-c.ended:
	case <-c.free:
		return
	}
	if amiss, came := w.ended(c); amiss {
		w.log.Warn("the window ended", "error", c.err, "said", c.said())
		w.failed(c.reason(), came)
	}
}

// ended notes that a window's process is no more, and reports whether somebody has to be told: it crashed, or was not
// seen.
// One that was about to end when it was wanted again makes room for the next, and so does one that crashed then, once.
func (w *windows) ended(c *child) (amiss, came bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.child != c || w.over {
		return false, false
	}
	w.child = nil
	if c.came {
		w.conn = nil // it may not have been missed yet
	}
	if c.came && (c.err == nil || !c.again) {
		w.pending = append(w.unseen, w.pending...)
	}
	w.unseen = nil
	if len(w.pending) == 0 || w.conn != nil {
		return c.err != nil, c.came
	}
	if c.came && w.start(w.environment) == nil {
		w.child.again = c.err != nil
		return false, false
	}
	w.pending = nil
	return true, c.came
}

// joined notes that the window of a process is there, and tells it what it was started for. A second one has to leave again,
// unless it is the same that has come back before it was missed.
func (w *windows) joined(conn *share.Conn, pid int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn != nil && w.pid != pid || w.over {
		w.finished.Go(func() { conn.Push(bye{"bye"}) })
		return
	}
	w.conn, w.pid = conn, pid
	if w.child != nil {
		w.child.came = true
	}
	wanted := append(w.unseen, w.pending...)
	w.pending, w.unseen = nil, wanted
	w.finished.Go(func() {
		for _, s := range wanted {
			conn.Push(s)
		}
		<-conn.Gone()
		w.left(conn)
	})
}

// seen notes that the window has come up, whatever it was asked for.
func (w *windows) seen(conn *share.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn == conn {
		w.unseen = nil
	}
}

// left notes that a window has gone.
func (w *windows) left(conn *share.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn == conn {
		w.conn = nil
	}
}

// replaced forgets a window that asked for another in its place. It ends by itself, or is made to.
func (w *windows) replaced(conn *share.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn != conn {
		return
	}
	w.conn = nil
	if w.child != nil {
		time.AfterFunc(windowPatience, w.child.kill)
		w.child = nil
	}
}

// there reports whether a window is there, to be seen or not.
func (w *windows) there() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.conn != nil
}

// sendAway tells the window to end, and has no other come.
func (w *windows) sendAway() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	if conn := w.conn; conn != nil {
		w.finished.Go(func() { conn.Push(bye{"bye"}) })
	}
}

// end waits for the window's end, and makes it end if it takes longer than it may; sendAway has been called.
func (w *windows) end(patience time.Duration) {
	w.mu.Lock()
	c, conn := w.child, w.conn
	w.mu.Unlock()
	late := time.NewTimer(patience)
	defer late.Stop()
	if conn != nil {
		select {
		case <-conn.Gone():
		case <-late.C:
			late.Reset(0)
		}
	}
	if c == nil {
		return
	}
	select {
	case <-c.ended:
	case <-late.C:
		c.kill()
	}
}

// wait returns when nothing of it runs any more; the connections have ended.
func (w *windows) wait() { w.finished.Wait() }

// letGo forgets the window without ending it: it will find whoever takes the place of this process.
func (w *windows) letGo() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	if w.child != nil {
		close(w.child.free)
		w.child.release()
	}
}
