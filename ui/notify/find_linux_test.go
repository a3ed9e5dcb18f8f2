//go:build !android

package notify

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"ringside/presence/wake/testbus"
)

// GetServerInformation is called by programs over the bus.
func (s *service) GetServerInformation() (name, vendor, version, spec string, failed *dbus.Error) {
	<-s.answers
	return "paper", "a test", "1.2", "1.2", nil
}

func TestFindService_TellsItsNameAndWhetherItHasButtons(t *testing.T) {
	for buttons, able := range map[bool][]string{true: {"body", "actions"}, false: {"body"}} {
		testbus.Start(t, testbus.Session)
		s := serve(t, able...)
		got, err := FindService(t.Context())
		if want := (Service{"paper", "1.2", buttons}); err != nil || got != want {
			t.Errorf("%+v, %v", got, err)
		}
		if len(s.calls) > 0 {
			t.Errorf("it was asked to do something: %+v", <-s.calls)
		}
	}
}

func TestFindService_TellsThatThereIsNone(t *testing.T) {
	testbus.Start(t, testbus.Session)
	if _, err := FindService(t.Context()); !errors.Is(err, ErrNoService) {
		t.Error(err)
	}
	t.Setenv(testbus.Session, "unix:path=/nowhere")
	if _, err := FindService(t.Context()); !errors.Is(err, ErrNoService) {
		t.Error(err)
	}
}

func TestFindService_DoesNotWaitForOneThatHangs(t *testing.T) {
	testbus.Start(t, testbus.Session)
	answers := make(chan struct{})
	defer close(answers)
	serveOnce(t, answers)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := FindService(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
