//go:build linux

package linktest

import (
	"fmt"
	"testing"
	"time"

	"ringside/presence"
)

func TestLink_IdleCostsFourRequestsAMinute(t *testing.T) {
	alone(t, func(t *testing.T) {
		o := open(t, false)
		<-time.After(2 * time.Second) // the link's own late addresses are changes of the network
		before := len(o.pbx.Requests())
		o.stays(time.Minute, (*presence.Snapshot).Fresh)
		n := len(o.pbx.Requests()) - before
		t.Logf("%d requests in a minute", n)
		if n > 4 {
			t.Errorf("%d requests in a minute without anything happening", n)
		}
	})
}

func TestLink_AStormOfChangesIsNoStormOfRequests(t *testing.T) {
	alone(t, func(t *testing.T) {
		o := open(t, false)
		const storm = 5 * time.Second
		before := len(o.pbx.Requests())
		began := time.Now()
		changes := 0
		for ; time.Since(began) < storm; changes++ {
			o.here(fmt.Sprintf("ip address add 192.0.2.%d/32 dev eth0", 1+changes%200))
			o.here(fmt.Sprintf("ip address del 192.0.2.%d/32 dev eth0", 1+changes%200))
		}
		n := len(o.pbx.Requests()) - before
		t.Logf("%d changes of the network in %v: %d requests", changes, storm, n)
		if most := 2 * (int(storm/time.Second) + 2); n > most { // one that does not wait, and then one that does
			t.Errorf("%d requests, want %d at most", n, most)
		}
		o.pickUp(3, 1)
		o.untilRight(2 * time.Second)
	})
}
