package cli

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

// waiter keeps what is written to it, and does something once it holds a text.
type waiter struct {
	mu    sync.Mutex
	text  strings.Builder
	until string
	then  func()
}

func (w *waiter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text.Write(p)
	if w.then != nil && strings.Contains(w.text.String(), w.until) {
		w.then()
		w.then = nil
	}
	return len(p), nil
}

func (w *waiter) lines() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return linesOf(w.text.String())
}

// waitUntil polls what happens behind a socket, where no clock can be stopped.
func waitUntil(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(15 * time.Second)
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("it did not happen")
		}
	}
}

// watching is a `watch --json` at work.
type watching struct {
	*waiter
	t      *testing.T
	stop   context.CancelFunc
	status chan int
	stderr strings.Builder
	seen   int // lines that expect has gone past
}

func (o *office) watch(t *testing.T) *watching {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	w := &watching{waiter: &waiter{}, t: t, stop: cancel, status: make(chan int, 1)}
	p := program(t, o.person.Password, o.args("watch", "--json")...)
	p.Stdout, p.Stderr = w.waiter, &w.stderr
	go func() { w.status <- p.Run(ctx) }()
	return w
}

// expect waits for a line with all these parts and returns it. Lines before it are gone past.
func (w *watching) expect(parts ...string) string {
	w.t.Helper()
	var found string
	waitUntil(w.t, func() bool {
		all := w.lines()
		for ; w.seen < len(all) && found == ""; w.seen++ {
			found = all[w.seen]
			for _, part := range parts {
				if !strings.Contains(found, part) {
					found = ""
					break
				}
			}
		}
		return found != ""
	})
	return found
}

// end interrupts it and returns every line it printed.
func (w *watching) end(status int) []string {
	w.t.Helper()
	w.stop()
	if got := <-w.status; got != status {
		w.t.Errorf("status %d, want %d: %s", got, status, w.stderr.String())
	}
	return w.lines()
}

func TestWatch_BeginsWithTheFullPictureAndThenSaysSynced(t *testing.T) {
	o := open(t, pbxsim.Options{})
	w := o.watch(t)
	w.expect(`"kind":"synced"`)
	counts := map[string]int{}
	for _, line := range w.end(0) {
		counts[checkLine(t, line)]++
	}
	if users := len(o.Office().Users); counts["contact"] != users || counts["voicemail"] != 1 || counts["synced"] != 1 || counts["connection"] != 2 {
		t.Errorf("printed %v for %d users", counts, users)
	}
	if w.stderr.Len() > 0 {
		t.Errorf("said %q", w.stderr.String())
	}
}

func TestWatch_PrintsEachChangeOnceAndTellsOfARing(t *testing.T) {
	o := open(t, pbxsim.Options{})
	w := o.watch(t)
	w.expect(`"kind":"synced"`)
	id, err := o.Incoming(pbxsim.Party{Number: "0612345678", Name: "Anna", Normalized: "+31612345678"}, o.user().Extension)
	if err != nil {
		t.Fatal(err)
	}
	ring := w.expect(`"kind":"notice"`, `"about":"incoming_call"`)
	if n := decode[contractNotice](t, ring); n.UniqueID == nil || *n.UniqueID != id || n.Title != "Anna is calling" || !strings.HasPrefix(n.Body, "06 12345678") {
		t.Errorf("told %s", ring)
	}
	if err := o.PickUp(o.user().Phones[0]); err != nil {
		t.Fatal(err)
	}
	w.expect(`"kind":"call"`, id, `"state":"active"`, `"mine":true`, `"direction":"in"`)
	if err := o.Hangup(id); err != nil {
		t.Fatal(err)
	}
	w.expect(`"kind":"call"`, id, `"state":"ended"`, `"outcome":"answered"`)
	if err := o.LeaveVoicemail(o.user().Mailbox); err != nil {
		t.Fatal(err)
	}
	w.expect(`"kind":"notice"`, `"about":"voicemail"`)
	last := map[string]string{}
	for _, line := range w.end(0) {
		kind := checkLine(t, line)
		var of struct {
			UUID     string `json:"uuid"`
			UniqueID string `json:"unique_id"`
		}
		if err := json.Unmarshal([]byte(line), &of); err != nil {
			t.Fatal(err)
		}
		if subject := kind + of.UUID + of.UniqueID; last[subject] == line {
			t.Errorf("printed twice in a row: %s", line)
		} else {
			last[subject] = line
		}
	}
}

func TestWatch_TellsWhoIsGoneAndAfterEachResyncThatItIsOne(t *testing.T) {
	o := open(t, pbxsim.Options{})
	gone := o.colleague().UUID
	w := o.watch(t)
	w.expect(`"kind":"synced"`)
	if err := o.RemoveUser(gone); err != nil {
		t.Fatal(err)
	}
	w.expect(`"kind":"contact_removed"`, gone)
	back := o.Inject(pbxsim.Fault{Drop: true})
	o.Restart()
	w.expect(`"kind":"connection"`, `"state":"stale"`)
	back()
	w.expect(`"kind":"connection"`, `"state":"live"`)
	w.expect(`"kind":"synced"`)
	w.end(0)
}

func TestWatch_OutlivesAPBXThatIsNotThereYet(t *testing.T) {
	o := open(t, pbxsim.Options{})
	back := o.Inject(pbxsim.Fault{Status: http.StatusBadGateway, Body: "<html>"})
	w := o.watch(t)
	line := decode[contractConnection](t, w.expect(`"kind":"connection"`, `"state":"offline"`))
	if line.Detail == nil || !strings.Contains(*line.Detail, "not available") {
		t.Errorf("the detail is %v", line.Detail)
	}
	back()
	w.expect(`"kind":"synced"`)
	w.end(0)
}

func TestWatch_EndsWhenTheCredentialsAreRefused(t *testing.T) {
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Status: http.StatusUnauthorized, Body: `{}`})
	w := o.watch(t)
	w.expect(`"kind":"connection"`, `"state":"signed_out"`)
	if status := <-w.status; status != 1 {
		t.Errorf("status %d", status)
	}
	if !strings.Contains(w.stderr.String(), "refused the user name or password") {
		t.Errorf("said %q", w.stderr.String())
	}
}

// gone is a pipe whose reader has gone.
type gone struct{}

func (gone) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestWatch_EndsQuietlyWhenItsReaderHasGone(t *testing.T) {
	o := open(t, pbxsim.Options{})
	for _, command := range []string{"watch", "contacts"} {
		p := program(t, o.person.Password, o.args(command)...)
		var stderr strings.Builder
		p.Stdout, p.Stderr = gone{}, &stderr
		if status := p.Run(t.Context()); status != 0 || stderr.Len() > 0 {
			t.Errorf("%s: status %d, said %q", command, status, stderr.String())
		}
	}
	o.Inject(pbxsim.Fault{Match: isPost, Status: 200, Body: `{"status":"busy"}`})
	p := program(t, o.person.Password, o.args("dial", "203", "--json")...)
	p.Stdout, p.Stderr = gone{}, io.Discard
	if status := p.Run(t.Context()); status != 3 {
		t.Errorf("a call that did not start gives status %d to nobody", status)
	}
	p = program(t, o.person.Password, o.args("phones")...)
	p.Stdout, p.Stderr = full{}, io.Discard
	if status := p.Run(t.Context()); status != 1 {
		t.Errorf("a full disk gives status %d", status)
	}
}

// full is a disk that is.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestWatch_ReadsWellForPeople(t *testing.T) {
	o := open(t, pbxsim.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	w := &waiter{until: "Everything is known", then: cancel}
	p := program(t, o.person.Password, o.args("watch")...)
	p.Stdout, p.Stderr = w, io.Discard
	if status := p.Run(ctx); status != 0 {
		t.Errorf("status %d", status)
	}
	text := strings.Join(w.lines(), "\n")
	for _, part := range []string{"Connecting…", "Connected", "✓ Available  " + o.user().FullName, "Mailbox " + o.user().Extension} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}
