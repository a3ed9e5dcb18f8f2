package notify

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// desktop is a notifier that a test holds up.
type desktop struct {
	shown  chan Message
	hold   chan struct{} // nil: answers at once
	closed bool
}

func (d *desktop) Show(ctx context.Context, m Message) error {
	if d.hold != nil {
		select {
		case <-d.hold:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	d.shown <- m
	return nil
}

func (d *desktop) Close() error {
	d.closed = true
	return errors.New("gone already")
}

func sender(t *testing.T, d *desktop) *Sender {
	s := NewSender(d, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		<-done
		if !d.closed {
			t.Error("the desktop was not let go of")
		}
	})
	return s
}

func TestSender_ShowsMessagesInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{shown: make(chan Message, 8)}
		s := sender(t, d)
		s.Tell(Message{Title: "one"})
		s.Tell(Message{Title: "two"})
		if first, second := <-d.shown, <-d.shown; first.Title != "one" || second.Title != "two" {
			t.Errorf("shown %q, %q", first.Title, second.Title)
		}
	})
}

func TestSender_ADesktopThatHangsHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{shown: make(chan Message, 64), hold: make(chan struct{})}
		s := sender(t, d)
		before := time.Now()
		for range 3 * queued {
			s.Tell(Message{Title: "x"})
		}
		if time.Since(before) != 0 {
			t.Error("telling waited for the desktop")
		}
		time.Sleep(time.Hour) // every queued message has had its deadline
		close(d.hold)
		s.Tell(Message{Title: "last"})
		if got := <-d.shown; got.Title != "last" {
			t.Errorf("shown %q", got.Title)
		}
	})
}

func TestTexts_FromCallersAreHarmless(t *testing.T) {
	for _, test := range []struct{ what, got, want string }{
		{"markup", markup("<b>Jan</b> & co\x1b[31m"), "&lt;b&gt;Jan&lt;/b&gt; &amp; co[31m"},
		{"lines", plain("a\nb\u202ec"), "a bc"},
		{"shell", unquotable("--$(rm -rf) `x` 'y' \"z\""), "(rm -rf)  x   y   z "},
		{"length", plain(strings.Repeat("é", 500)), strings.Repeat("é", longest) + "…"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.what, test.got, test.want)
		}
	}
}
