//go:build !android

package notify

import (
	"context"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringside/presence/wake/testbus"
)

// notifier is Ringside's side, with a Show and a Withdraw that must not fail.
type notifier struct {
	*bus
	t *testing.T
}

func newNotifier(t *testing.T) notifier {
	b := New("Ringside", nil).(*bus)
	t.Cleanup(func() { _ = b.Close() })
	return notifier{b, t}
}

func (n notifier) show(m Message) {
	n.t.Helper()
	if err := n.Show(n.t.Context(), m); err != nil {
		n.t.Fatal(err)
	}
}

func (n notifier) withdraw(key string) {
	n.t.Helper()
	if err := n.Withdraw(n.t.Context(), key); err != nil {
		n.t.Fatal(err)
	}
}

// heard waits until the notifier has heard everything that the service said so far.
func (n notifier) heard(s *service) {
	n.t.Helper()
	chosen := make(chan string, 1)
	n.show(Message{Actions: []Action{{Key: "last"}}, Chosen: func(key string) { chosen <- key }})
	s.next()
	s.say("ActionInvoked", s.last.Load(), "last")
	receive(n.t, chosen, "what was chosen")
}

func TestBus_ReplacesTheMessageOfItsKeyWithHarmlessTexts(t *testing.T) {
	testbus.Start(t, testbus.Session)
	s, n := serve(t, "actions", "body"), newNotifier(t)
	n.show(Message{Key: "call 1", Title: "Jan\x1b[1m", Body: "<b>calls</b>", Urgent: true, Actions: []Action{
		{DefaultAction, "Show\nit"}, {"hangup", "Hang \u202eup"},
	}})
	n.show(Message{Key: "call 2", Title: "Kim"})
	n.show(Message{Key: "call 1", Title: "Missed"})
	for _, want := range []call{
		{"Notify", 0, "Jan[1m", "&lt;b&gt;calls&lt;/b&gt;", []string{"default", "Show it", "hangup", "Hang up"}, 2, "Ringside", "ringside", 0},
		{"Notify", 0, "Kim", "", []string{}, 1, "Ringside", "ringside", -1},
		{"Notify", 1, "Missed", "", []string{}, 1, "Ringside", "ringside", -1},
	} {
		if diff := cmp.Diff(want, s.next()); diff != "" {
			t.Errorf("the service was asked for (-want +got):\n%s", diff)
		}
	}
}

func TestBus_TellsWhatWasChosen(t *testing.T) {
	testbus.Start(t, testbus.Session)
	s, n := serve(t, "actions"), newNotifier(t)
	chosen := make(chan string, 8)
	actions := []Action{{DefaultAction, "Show"}, {"hangup", "Hang up"}}
	n.show(Message{Key: "call 1", Actions: actions, Chosen: func(key string) { chosen <- "1 " + key }})
	n.show(Message{Key: "call 2", Actions: actions, Chosen: func(key string) { chosen <- "2 " + key }})
	n.show(Message{Key: "call 3", Actions: actions})
	s.say("ActionInvoked", uint32(77), "hangup") // of another program
	s.say("ActionInvoked", uint32(1), "odd")
	s.say("ActionInvoked", "what is this?")
	s.say("ActionInvoked", uint32(3), "hangup") // which nobody wants to know
	s.say("ActionInvoked", uint32(2), "hangup")
	s.say("ActionInvoked", uint32(1), "default")
	for _, want := range []string{"2 hangup", "1 default"} {
		if got := receive(t, chosen, want); got != want {
			t.Errorf("chosen: %s, want %s", got, want)
		}
	}
}

func TestBus_CloseWaitsForWhatWasChosen(t *testing.T) {
	testbus.Start(t, testbus.Session)
	s, n := serve(t, "actions"), newNotifier(t)
	began, done := make(chan struct{}), false
	n.show(Message{Actions: []Action{{DefaultAction, "Show"}}, Chosen: func(string) {
		conn := n.conn
		close(began)
		<-conn.Context().Done()
		done = true
	}})
	s.say("ActionInvoked", uint32(1), "default")
	receive(t, began, "the choice")
	if err := n.Close(); err != nil || !done {
		t.Errorf("closed before: %v", err)
	}
}

func TestBus_HasNoActionsWhereTheServiceOffersNone(t *testing.T) {
	testbus.Start(t, testbus.Session)
	s, n := serve(t, "body"), newNotifier(t)
	n.show(Message{Key: "call", Actions: []Action{{"hangup", "Hang up"}}})
	if got := s.next(); len(got.Actions) != 0 {
		t.Errorf("the service was given %q", got.Actions)
	}
}

func TestBus_WithdrawsWhatIsShown(t *testing.T) {
	testbus.Start(t, testbus.Session)
	s, n := serve(t), newNotifier(t)
	n.withdraw("call 1") // of which nothing is shown
	n.show(Message{Key: "call 1"})
	n.show(Message{Key: "call 2"})
	n.withdraw("call 1")
	n.withdraw("call 1")
	n.show(Message{Key: "call 1"})
	for _, want := range []call{{Method: "Notify"}, {Method: "Notify"}, {Method: "CloseNotification", ID: 1}, {Method: "Notify"}} {
		if got := s.next(); got.Method != want.Method || got.ID != want.ID {
			t.Errorf("the service was asked for %v, want %v", got, want)
		}
	}
}

func TestBus_ForgetsWhatWasClosed(t *testing.T) {
	testbus.Start(t, testbus.Session)
	s, n := serve(t, "actions"), newNotifier(t)
	n.show(Message{Key: "call"})
	s.next()
	s.say("NotificationClosed", "what is this?")
	s.say("NotificationClosed", uint32(1), uint32(2))
	n.heard(s)
	n.show(Message{Key: "call"})
	if got := s.next(); got.ID != 0 {
		t.Errorf("replaces %d, which is closed", got.ID)
	}
}

func TestBus_KnowsNothingOfAServiceThatBeganAgain(t *testing.T) {
	testbus.Start(t, testbus.Session)
	old, n := serve(t), newNotifier(t)
	m := Message{Key: "call", Actions: []Action{{"hangup", "Hang up"}}}
	n.show(m)
	old.next()
	_ = old.conn.Close()
	s := serve(t, "actions")
	n.show(m)
	for got := s.next(); got.ID != 0 || len(got.Actions) != 2; got = s.next() { // until it has heard
		n.show(m)
	}
}

func TestBus_RemembersTheNewestMessagesOfAServiceThatClosesNone(t *testing.T) {
	testbus.Start(t, testbus.Session)
	s, n := serve(t), newNotifier(t)
	for i := range remembered + 1 {
		n.show(Message{Key: strconv.Itoa(i)})
		s.next()
	}
	for key, want := range map[string]uint32{"0": 0, strconv.Itoa(remembered): remembered + 1} {
		n.show(Message{Key: key})
		if got := s.next(); got.ID != want {
			t.Errorf("%s replaces %d, want %d", key, got.ID, want)
		}
	}
}

func TestBus_GivesUpAServiceThatNeverAnswers(t *testing.T) {
	testbus.Start(t, testbus.Session)
	answers := make(chan struct{})
	s, n := serveOnce(t, answers), newNotifier(t)
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() { failed <- n.Show(ctx, Message{Key: "call"}) }()
	s.next()
	cancel()
	if err := receive(t, failed, "the end"); err == nil {
		t.Error("shown by a service that never answered")
	}
	close(answers)
	n.show(Message{Key: "call"})
	if got := s.next(); got.ID != 0 {
		t.Errorf("replaces %d", got.ID)
	}
}

func TestBus_WithoutABusThereIsAnError(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	n := newNotifier(t)
	if err := n.Show(t.Context(), Message{}); err == nil {
		t.Error("shown without a bus")
	}
	n.withdraw("call")
}
