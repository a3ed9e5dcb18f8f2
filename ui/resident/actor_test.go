package resident

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/share/socket"
)

const (
	actorPart  = "RINGSIDE_TEST_PART"  // what this process plays
	actorStage = "RINGSIDE_TEST_STAGE" // the folder of the place, and of the socket to the test
)

// What a window can be like.
const (
	obedient = "obedient" // does what a test and the part that stays tell it
	crashing = "crashing" // before it registers
	quitting = "quitting" // without a word
	silent   = "silent"   // never registers
	deaf     = "deaf"     // registers, and then does not end when it is told to
	shy      = "shy"      // is asked to come up, and never does
)

// line is what a window tells the test, and the test the window.
type line struct {
	Say         string // "started", "shown", "login", "answer", "ended"; to the window "sign in", "switch", "leave", "replace", "crash", "exit"
	PID         int
	Environment []string
	Args        []string
	Number      string
	Selected    bool
	SignedIn    bool
	Account     account.Account
	Secret      string
	Patience    time.Duration // after which signing in is given up; 0 for none
	Error       string
}

// act is the window's process.
func act(part string) int {
	signal.Ignore(syscall.SIGPIPE)
	folder := os.Getenv(actorStage)
	conn, err := net.Dial("unix", filepath.Join(folder, "test.sock"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		return 1
	}
	tell := json.NewEncoder(conn)
	say := func(l line) { _ = tell.Encode(l) }
	say(line{Say: "started", PID: os.Getpid(), Environment: os.Environ(), Args: os.Args[1:]})
	switch part {
	case crashing:
		fmt.Fprintln(os.Stderr, "panic: the paint is wet\ngoroutine 1 [running]:")
		return 2
	case quitting:
		return 0
	case silent:
		select {}
	}
	program, err := os.Executable()
	if err != nil {
		return 1
	}
	link := NewLink(socket.In(filepath.Join(folder, "run"), "ringside"), program, folder, os.Stdin, os.Stdout, slog.New(slog.DiscardHandler))
	link.start = func(string, ...string) error { return errors.New("not in a test") }
	ctx, cancel := context.WithCancel(context.Background())
	go link.Run(ctx)
	go obey(conn, link, say, cancel)
	for e := range link.Events() {
		switch {
		case e.Show:
			if part != shy {
				link.SetVisible(true)
				link.telling.Wait() // whoever asked knows
			}
			say(line{Say: "shown", Number: e.Number, Selected: e.Selected})
		case e.Login != nil:
			say(line{Say: "login", Account: e.Login.Account, SignedIn: e.Login.Mirror != nil})
		}
	}
	say(line{Say: "ended"})
	if part == deaf {
		select {}
	}
	return 0
}

// obey does what the test says.
func obey(conn io.Reader, link *Link, say func(line), exit func()) {
	told := json.NewDecoder(bufio.NewReader(conn))
	for {
		var l line
		if told.Decode(&l) != nil {
			os.Exit(0) // the test has ended
		}
		switch l.Say {
		case "sign in":
			ctx, cancel := context.WithCancel(context.Background())
			if l.Patience > 0 {
				ctx, cancel = context.WithTimeout(ctx, l.Patience)
			}
			_, err := link.SignIn(ctx, l.Account, l.Secret, true)
			cancel()
			said := line{Say: "answer"}
			if err != nil {
				said.Error = err.Error()
			}
			say(said)
		case "switch":
			_ = link.Switch(context.Background(), l.Account.ID())
		case "leave":
			_ = link.Leave(context.Background())
		case "replace":
			_ = link.ask(context.Background(), doReplace, replacing{true}, nil)
			link.part()
		case "exit":
			exit()
		case "crash":
			fmt.Fprintln(os.Stderr, "fatal error: out of colours")
			os.Exit(2)
		}
	}
}

// stage is where windows tell the test what happens to them.
type stage struct{ windows chan *actor }

// actor is a window's process, as the test sees it.
type actor struct {
	line // as it started
	said chan line
	told *json.Encoder
}

// set has windows of one kind come.
func (h *house) set(t *testing.T, part string) *stage {
	t.Helper()
	folder := filepath.Dir(filepath.Dir(h.place.Path()))
	t.Setenv(actorPart, part)
	t.Setenv(actorStage, folder)
	t.Setenv("GORACE", "atexit_sleep_ms=0") // a second, usually
	listener, err := net.Listen("unix", filepath.Join(folder, "test.sock"))
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{windows: make(chan *actor, 64)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			defer conn.Close() // which ends what is left of the windows
			a := &actor{said: make(chan line, 64), told: json.NewEncoder(conn)}
			go a.hear(json.NewDecoder(conn), s.windows)
		}
	}()
	t.Cleanup(func() { _ = listener.Close(); <-ended })
	return s
}

func (a *actor) hear(from *json.Decoder, windows chan<- *actor) {
	defer close(a.said)
	if from.Decode(&a.line) != nil {
		return
	}
	windows <- a
	for {
		var l line
		if from.Decode(&l) != nil {
			return
		}
		a.said <- l
	}
}

// window waits for the next window.
func (s *stage) window(t *testing.T) *actor {
	t.Helper()
	return await(t, s.windows, "a window")
}

// hears waits until the window says something of a kind.
func (a *actor) hears(t *testing.T, say string) line {
	t.Helper()
	for {
		if l := await(t, a.said, "the window says "+say); l.Say == say {
			return l
		}
	}
}

// hearsBoth waits until the window has said two things, in whichever order.
func (a *actor) hearsBoth(t *testing.T, one, other func(line) bool) {
	t.Helper()
	for saidOne, saidOther := false, false; !saidOne || !saidOther; {
		l := await(t, a.said, "what the window has to say")
		saidOne, saidOther = saidOne || one(l), saidOther || other(l)
	}
}

// numbers are those that the window is shown with, in order.
func (a *actor) numbers(t *testing.T, count int) (all []string) {
	t.Helper()
	for range count {
		all = append(all, a.hears(t, "shown").Number)
	}
	slices.Sort(all)
	return all
}

// do has the window do something.
func (a *actor) do(t *testing.T, l line) {
	t.Helper()
	if err := a.told.Encode(l); err != nil {
		t.Fatal(err)
	}
}

// gone waits for the end of the process.
func (a *actor) gone(t *testing.T) {
	t.Helper()
	over(t, a.said, "the window's process")
}
