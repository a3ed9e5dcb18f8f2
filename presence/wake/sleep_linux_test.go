//go:build !android

package wake

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"ringside/presence/wake/testbus"
)

// prepareForSleepSays sends logind's signal in the name given, until the watch has told something.
func prepareForSleepSays(t *testing.T, address, name string, before bool, told <-chan Reason, patience time.Duration) (Reason, bool) {
	t.Helper()
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	if _, err := bus.RequestName(name, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	again := time.NewTicker(20 * time.Millisecond) // the watch subscribes at a moment of its own
	defer again.Stop()
	end := time.After(patience)
	for {
		if err := bus.Emit(logindPath, logindInterface+"."+prepareForSleep, before); err != nil {
			t.Fatal(err)
		}
		select {
		case r := <-told:
			return r, true
		case <-end:
			return "", false
		case <-again.C:
		}
	}
}

func TestSleep_WakingUpIsTold(t *testing.T) {
	address, _ := testbus.Start(t, testbus.System)
	ctx, cancel := context.WithCancel(t.Context())
	told := watch(ctx, slog.New(slog.DiscardHandler), []watcher{{"logind", watchSleep}})
	if r, _ := prepareForSleepSays(t, address, logindName, false, told, 10*time.Second); r != Resumed {
		t.Errorf("told %q", r)
	}
	cancel()
	for range told {
	}
}

func TestSleep_OnlyLogindsWordCountsAndOnlyAfterTheSleep(t *testing.T) {
	for _, c := range []struct {
		name   string
		before bool
	}{{logindName, true}, {"org.example.Somebody", false}} {
		t.Run(c.name, func(t *testing.T) {
			address, _ := testbus.Start(t, testbus.System)
			ctx, cancel := context.WithCancel(t.Context())
			told := watch(ctx, slog.New(slog.DiscardHandler), []watcher{{"logind", watchSleep}})
			if r, something := prepareForSleepSays(t, address, c.name, c.before, told, 500*time.Millisecond); something {
				t.Errorf("told %q", r)
			}
			cancel()
			for range told {
			}
		})
	}
}

func TestSleep_TheWatchGoesOnWithoutABus(t *testing.T) {
	address, stop := testbus.Start(t, testbus.System)
	ctx, cancel := context.WithCancel(t.Context())
	network := make(chan Reason)
	told := watch(ctx, slog.New(slog.DiscardHandler), []watcher{{"logind", watchSleep}, scripted(network)})
	prepareForSleepSays(t, address, logindName, false, told, 10*time.Second)
	stop()
	for range 3 {
		network <- Network
		<-told
	}
	cancel()
	for range told {
	}
}
