//go:build linux

package linktest

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"ringside/presence/wake"
)

// soon is how soon a change has to be told.
const soon = 100 * time.Millisecond

// TestWake_TellsWhatMayHaveMadeSomethingReachable goes through a network's day.
func TestWake_TellsWhatMayHaveMadeSomethingReachable(t *testing.T) {
	alone(t, func(t *testing.T) {
		n := build(t)
		ctx, cancel := context.WithCancel(t.Context())
		told := wake.Watch(ctx, slog.New(slog.DiscardHandler))
		defer func() {
			cancel()
			for range told {
			}
		}()
		const calm = 1200 * time.Millisecond // what happens within a second of something told waits that long
		settle := func() {
			for {
				select {
				case <-told: // the kernel may say late that a link is running
				case <-time.After(calm):
					return
				}
			}
		}
		for _, change := range []struct {
			command string
			told    bool
		}{
			{"ip link set eth0 down", false},
			{"ip link set eth0 up", true},
			{"ip address add 192.0.2.1/24 dev eth0", true},
			{"ip address change 192.0.2.1/24 dev eth0 valid_lft 3600 preferred_lft 3600", false}, // a lease is renewed
			{"ip address del 192.0.2.1/24 dev eth0", false},
			{"ip route add 198.51.100.0/24 dev eth0", false},
			{"ip route add default via " + farAddress, true},
			{"ip link set eth0 mtu 1400", false},
			{"ip address add fe80::77/64 dev eth0", false}, // reaches the neighbours alone
		} {
			settle()
			began := time.Now()
			n.here(change.command)
			select {
			case reason := <-told:
				late := time.Since(began)
				t.Logf("%s: told after %v", change.command, late)
				if !change.told || late > soon {
					t.Errorf("%s: told after %v that %s", change.command, late, reason)
				}
			case <-time.After(calm):
				if change.told {
					t.Errorf("%s: never told", change.command)
				}
			}
		}
	})
}
