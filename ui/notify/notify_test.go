package notify

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// desktop is a notifier that a test holds up.
type desktop struct {
	shown  chan Message  // one that is withdrawn has the title "withdrawn"
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

func (d *desktop) Withdraw(ctx context.Context, key string) error {
	return d.Show(ctx, Message{Key: key, Title: "withdrawn"})
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

func TestSender_NeverDropsAMessageForOneOfAnotherKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{shown: make(chan Message, queued+1), hold: make(chan struct{})}
		s := sender(t, d)
		s.Tell(Message{Key: "first"})
		synctest.Wait() // it is on its way
		for range 100 {
			s.Tell(Message{Key: "busy", Title: "not the newest"})
		}
		for i := range queued - 2 {
			s.Tell(Message{Key: strconv.Itoa(i)})
		}
		s.Tell(Message{Key: "busy", Title: "the newest"})
		s.Tell(Message{Key: "last"})
		close(d.hold)
		synctest.Wait()
		var keys []string
		for range len(d.shown) {
			m := <-d.shown
			keys = append(keys, m.Key)
			if m.Key == "busy" && m.Title != "the newest" {
				t.Errorf("shown: %s", m.Title)
			}
		}
		if len(keys) != queued+1 || keys[0] != "first" || keys[1] != "busy" || keys[queued] != "last" {
			t.Errorf("%d shown: %q", len(keys), keys)
		}
	})
}

func TestSender_GivesUpTheOldestAndSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		s := NewSender(nil, slog.New(slog.NewTextHandler(&log, nil)))
		for i := range queued + 1 {
			s.Tell(Message{Key: strconv.Itoa(i)})
		}
		if first, _ := s.next(); first.Key != "1" || !strings.Contains(log.String(), "lost=0\n") {
			t.Errorf("the first is %s, logged %q", first.Key, &log)
		}
		if len(s.waiting) != queued-1 {
			t.Errorf("%d wait", len(s.waiting))
		}
	})
}

func TestSender_KeepsTheOrderOfTellingAndWithdrawing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{shown: make(chan Message, 8), hold: make(chan struct{})}
		s := sender(t, d)
		s.Tell(Message{Key: "call", Title: "rings"})
		synctest.Wait() // it is on its way
		s.Withdraw("call")
		s.Tell(Message{Key: "other", Title: "rings"})
		s.Withdraw("other") // which nobody needs to see any more
		s.Withdraw("")
		d.hold <- struct{}{}
		d.hold <- struct{}{}
		d.hold <- struct{}{}
		synctest.Wait()
		s.Tell(Message{Key: "call", Title: "again"})
		d.hold <- struct{}{}
		var got []string
		for range 4 {
			m := <-d.shown
			got = append(got, m.Key+" "+m.Title)
		}
		if want := []string{"call rings", "call withdrawn", "other withdrawn", "call again"}; !slices.Equal(got, want) {
			t.Errorf("the desktop got %q, want %q", got, want)
		}
	})
}

func TestSender_SendsWhatWaitsBeforeItEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{shown: make(chan Message, 8), hold: make(chan struct{})}
		s := NewSender(d, slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); s.Run(ctx) }()
		s.Tell(Message{Key: "call"})
		synctest.Wait() // it is on its way
		s.Withdraw("call")
		cancel()
		time.AfterFunc(parting/2, func() { close(d.hold) })
		<-done
		if shown, withdrawn := <-d.shown, <-d.shown; shown.Title != "" || withdrawn.Title != "withdrawn" || !d.closed {
			t.Errorf("%+v, %+v, let go of: %v", shown, withdrawn, d.closed)
		}
	})
}

func TestSender_ADesktopThatHangsHoldsUpNoEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{hold: make(chan struct{})}
		s := NewSender(d, slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		for range 3 {
			s.Tell(Message{Title: "x"})
		}
		began := time.Now()
		cancel()
		if s.Run(ctx); time.Since(began) != parting {
			t.Errorf("it took %v", time.Since(began))
		}
	})
}

func TestTexts_FromCallersAreHarmless(t *testing.T) {
	for _, test := range []struct{ what, got, want string }{
		{"markup", markup("<b>Jan</b> & co\x1b[31m"), "&lt;b&gt;Jan&lt;/b&gt; &amp; co[31m"},
		{"lines", plain("a\nb\u202ec"), "a bc"},
		{"a script", inert("--$(rm -rf) `x` 'y'"), "＄(rm -rf) 'x' 'y'"},
		{"XML", inert("<![CDATA[x]]]]>]>\u200d><action/>"), "<![CDATA[x]]]] >]>><action/>"},
		{"XML, once what cannot be seen has gone", inert("x]]\u200d>"), "x]] >"},
		{"an option", inert("- -title=x"), "title=x"},
		{"AppleScript", inert("a\u00a0b\u00adc\ufeff\ufffe \U0001f600"), "a bc \U0001f600"},
		{"nothing", inert("Jan & Co \"Z\" O'Neil <203>; 50% C:\\ |"), "Jan & Co \"Z\" O'Neil <203>; 50% C:\\ |"},
		{"length", plain(strings.Repeat("é", 500)), strings.Repeat("é", longest) + "…"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.what, test.got, test.want)
		}
	}
}
