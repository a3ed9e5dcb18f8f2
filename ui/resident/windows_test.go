package resident

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/presence/share"
	"ringside/ui/notify"
)

// ask has the part that stays open the window, as a second start does.
func (h *house) ask(t *testing.T, r Request) error {
	t.Helper()
	remote := h.connect(t, nil)
	defer remote.Close()
	return remote.Ask(t.Context(), doOpen, r, nil)
}

// quiet is a start that shows nothing, on a desktop without a tray.
var quiet = Request{Hidden: true}

func TestWindow_IsOneProcessForManyRequests(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	h.stay(t, Request{Number: "tel:1"})
	w := s.window(t)
	for _, number := range []string{"tel:2", "tel:3"} { // while it begins, most likely
		if err := h.ask(t, Request{Number: number}); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"tel:1", "tel:2", "tel:3"}, w.numbers(t, 3)); diff != "" {
		t.Error(diff)
	}
	if err := h.ask(t, Request{Number: "tel:4"}); err != nil { // while it is there
		t.Fatal(err)
	}
	if err := h.ask(t, Request{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"", "tel:4"}, w.numbers(t, 2)); diff != "" {
		t.Error(diff)
	}
	if len(s.windows) > 0 {
		t.Error("a second process was started")
	}
	if diff := cmp.Diff([]string{WindowCommand, "--log-level", "info"}, w.Args); diff != "" {
		t.Error(diff)
	}
}

func TestWindow_ComesAgainAfterItHasEnded(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	h.stay(t, Request{})
	first := s.window(t)
	first.hears(t, "shown")
	first.do(t, line{Say: "exit"})
	first.hears(t, "ended") // its process may be there for a moment still
	if err := h.ask(t, Request{Number: "tel:1"}); err != nil {
		t.Fatal(err)
	}
	if got := s.window(t).hears(t, "shown"); got.Number != "tel:1" {
		t.Errorf("shown with %q", got.Number)
	}
	if len(h.desktop.shown) > 0 {
		t.Errorf("told %v", h.desktop.shown)
	}
}

// failed is the message that the window failed.
func failed(shown []notify.Message) bool { return len(shown) == 1 && shown[0].Key == "window" }

func TestWindow_ThatFailsIsToldOfAndCanBeTriedAgain(t *testing.T) {
	for part, reason := range map[string]string{crashing: "the paint is wet", quitting: ""} {
		t.Run(part, func(t *testing.T) {
			h := newHouse(t)
			s := h.set(t, part)
			h.stay(t, Request{Number: "tel:1"})
			s.window(t)
			told := h.desktop.until(t, "the failure", failed)[0]
			if want := h.Words.WindowFailed(reason); told.Body != want || len(told.Actions) != 1 {
				t.Errorf("told %+v, want %q", told, want)
			}
			t.Setenv(actorPart, obedient)
			told.Chosen(told.Actions[0].Key)
			s.window(t).hears(t, "shown")
		})
	}
}

func TestWindow_ThatIsKilledBeforeItCameUpHasOneMoreTry(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, shy)
	h.stay(t, Request{Number: "tel:1"})
	for range 2 {
		w := s.window(t)
		if got := w.hears(t, "shown"); got.Number != "tel:1" {
			t.Errorf("shown with %q", got.Number)
		}
		if len(h.desktop.shown) > 0 {
			t.Fatalf("told %v too early", h.desktop.shown)
		}
		w.kill(t)
	}
	h.desktop.until(t, "the failure", failed)
}

// kill ends a window's process at once.
func (a *actor) kill(t *testing.T) {
	t.Helper()
	process, err := os.FindProcess(a.PID)
	if err == nil {
		err = process.Kill()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWindow_ThatCrashesOrIsKilledIsToldOf(t *testing.T) {
	for how, end := range map[string]func(*testing.T, *actor){
		"crashes":   func(t *testing.T, w *actor) { w.do(t, line{Say: "crash"}) },
		"is killed": func(t *testing.T, w *actor) { w.kill(t) },
	} {
		t.Run(how, func(t *testing.T) {
			h := newHouse(t)
			s := h.set(t, obedient)
			h.stay(t, Request{})
			w := s.window(t)
			w.hears(t, "shown")
			end(t, w)
			told := h.desktop.until(t, "the failure", failed)[0]
			if how == "crashes" && !strings.Contains(told.Body, "out of colours") {
				t.Errorf("told %q", told.Body)
			}
			if err := h.ask(t, Request{}); err != nil {
				t.Fatal(err)
			}
			s.window(t).hears(t, "shown")
		})
	}
}

func TestWindow_ThatNeverSaysThatItIsThereIsEnded(t *testing.T) {
	h := newHouse(t)
	h.set(t, silent)
	reasons := make(chan string, 1)
	w := windows{
		program: h.Program, private: func(c *child) { serveSignIn(t.Context(), c.out, c.in, nil) }, display: h.HasDisplay, log: h.Logger,
		failed: func(reason string, _ bool) { reasons <- reason }, slowest: 50 * time.Millisecond,
	}
	if err := w.open("", nil); err != nil {
		t.Fatal(err)
	}
	await(t, reasons, "the failure") // which is told once the process has ended
	if err := w.open("", nil); err != nil {
		t.Fatal(err)
	}
	await(t, reasons, "another failure")
	w.sendAway()
	w.wait()
}

func TestWindow_ASecondOneHasToLeave(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	h.stay(t, Request{})
	s.window(t).hears(t, "shown")
	kinds := make(chan string, 8)
	second := h.connect(t, func(kind string, _ []byte) { kinds <- kind })
	if err := second.Ask(t.Context(), doWindow, nil, nil); err != nil {
		t.Fatal(err)
	}
	if kind := await(t, kinds, "a word"); kind != "bye" {
		t.Errorf("told %q", kind)
	}
}

func TestWindow_ThatComesBackBeforeItIsMissedStays(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	kinds := make(chan string, 8)
	again := h.connect(t, func(kind string, _ []byte) { kinds <- kind })
	if err := again.Ask(t.Context(), doWindow, present{PID: w.PID}, nil); err != nil {
		t.Fatal(err)
	}
	if err := h.ask(t, Request{}); err != nil || await(t, kinds, "a word") != "show" {
		t.Errorf("it is not the window: %v", err)
	}
}

func TestWindow_ThatAsksForAnotherInItsPlaceIsReplaced(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, deaf)
	h.stay(t, Request{})
	old := s.window(t)
	old.hears(t, "shown")
	other := h.connect(t, nil)
	if err := other.Ask(t.Context(), doReplace, replacing{Visible: true}, nil); err != nil { // not the window that is there
		t.Fatal(err)
	}
	old.hears(t, "shown")
	t.Setenv(actorPart, obedient)
	old.do(t, line{Say: "replace"})
	s.window(t).hears(t, "shown")
	old.gone(t) // it was deaf, and is made to end
	if len(h.desktop.shown) > 0 {
		t.Errorf("told %v", h.desktop.shown)
	}
}

func TestWindow_HasTheDesktopOfWhoeverAsked(t *testing.T) {
	h := newHouse(t)
	t.Setenv("DISPLAY", ":1")
	t.Setenv("XAUTHORITY", "/ours")
	s := h.set(t, obedient)
	h.stay(t, quiet)
	theirs := []string{"DISPLAY=:2", "WAYLAND_DISPLAY=theirs", "LD_PRELOAD=/evil", secretVariable + "=theirs"}
	if err := h.ask(t, Request{Environment: theirs}); err != nil {
		t.Fatal(err)
	}
	got := slices.DeleteFunc(s.window(t).Environment, func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return !slices.Contains([]string{"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "LD_PRELOAD", secretVariable}, name)
	})
	slices.Sort(got)
	if diff := cmp.Diff([]string{"DISPLAY=:2", "WAYLAND_DISPLAY=theirs"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWindow_WithoutTheirDisplayOpensOnOurs(t *testing.T) {
	h := newHouse(t)
	t.Setenv("DISPLAY", ":1")
	h.HasDisplay = func(environment []string) bool { return environment == nil }
	s := h.set(t, obedient)
	h.stay(t, quiet)
	if err := h.ask(t, Request{Environment: []string{"DISPLAY=:2"}}); err != nil {
		t.Fatal(err)
	}
	if w := s.window(t); !slices.Contains(w.Environment, "DISPLAY=:1") || slices.Contains(w.Environment, "DISPLAY=:2") {
		t.Errorf("%q", w.Environment)
	}
}

func TestWindow_WithoutAnyDisplayIsRefused(t *testing.T) {
	h := newHouse(t)
	h.HasDisplay = func([]string) bool { return false }
	h.stay(t, quiet)
	if err := h.ask(t, Request{}); err == nil || err.Error() != share.ErrNoDisplay.Error() {
		t.Error(err)
	}
}

func TestWindow_OfAProgramThatIsGoneIsToldOf(t *testing.T) {
	h := newHouse(t)
	h.Program = t.TempDir() + "/gone"
	h.stay(t, Request{})
	h.desktop.until(t, "the failure", failed)
	if err := h.ask(t, Request{}); err == nil {
		t.Error("opened")
	}
}

func TestReason_IsWhatTellsAPersonMost(t *testing.T) {
	for said, want := range map[string]string{
		"": "", "\n\n": "", "one\ntwo\n": "two",
		"panic: broken\n\ngoroutine 1 [running]:\nmain.main()": "broken",
		"ringside: error: no such thing\nmore":                 "no such thing",
		"panic: \nlast":                                        "last",
	} {
		c := &child{tail: &tail{}}
		_, _ = c.tail.Write([]byte(said))
		if got := c.reason(); got != want {
			t.Errorf("%q: %q", said, got)
		}
	}
}

func TestTail_KeepsTheEnd(t *testing.T) {
	var end tail
	for n := range 10_000 {
		_, _ = end.Write([]byte(strconv.Itoa(n) + "\n"))
	}
	if said := end.String(); len(said) != tailSize || !strings.HasSuffix(said, "\n9998\n9999\n") {
		t.Errorf("%d bytes", len(said))
	}
}
