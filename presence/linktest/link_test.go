//go:build linux

// Package linktest cuts, delays and loses what goes between the engine and a PBX: two computers in network namespaces, with
// real links and a cable between them. Everything happens in real time.
package linktest

import (
	"testing"
	"time"

	"ringside/presence"
)

const (
	// noticedWithin is how soon after a cut the picture has to be said to be old.
	noticedWithin = 30 * time.Second
	// backWithin is how soon the picture has to be live once the link is back.
	backWithin = time.Second
	// unseen is how much longer that may take where nothing here sees the link: the kernel asks who has an address once a
	// second.
	unseen = time.Second
	// dark is how long the link stays cut after that was noticed: by then the backoff alone would wait for long.
	dark = 25 * time.Second
)

// fault is a way in which the link can fail.
type fault struct {
	secure    bool // HTTPS and HTTP/2 rather than plain HTTP
	cut, mend func(*office)
	asking    bool          // the cut meets a request on its way, rather than one that waits
	later     time.Duration // how much more than backWithin it may take
}

// outage cuts the link while the office lives on, and mends it.
func outage(t *testing.T, f fault) {
	t.Helper()
	alone(t, func(t *testing.T) {
		o := open(t, f.secure)
		o.pickUp(4, 1)
		t.Logf("an event takes %v", o.untilRight(backWithin))
		if !f.asking {
			o.idle()
		}
		cutAt := time.Now()
		f.cut(o)
		o.liveOn()
		o.wait("noticed", noticedWithin, func(s *presence.Snapshot) bool { return !s.Fresh() })
		t.Logf("noticed %v after the cut", time.Since(cutAt))
		if asOf := o.engine.Picture().Connection.AsOf; asOf.After(cutAt.Add(time.Second)) || asOf.Before(cutAt.Add(-2*time.Second)) {
			t.Errorf("the picture is said to be of %v after the cut", asOf.Sub(cutAt))
		}
		o.stays(dark, func(s *presence.Snapshot) bool { return !s.Fresh() })
		o.pickUp(5, 8)
		mendedAt := time.Now()
		f.mend(o)
		o.until(presence.Live, backWithin+f.later)
		t.Logf("live %v after the link was back", time.Since(mendedAt))
		if !o.isRight(o.engine.Picture()) {
			t.Error("what happened meanwhile does not show")
		}
		o.pickUp(5, 0)
		t.Logf("an event takes %v", o.untilRight(backWithin))
	})
}

func TestLink_CutOnOurSide(t *testing.T) {
	outage(t, fault{
		cut:  func(o *office) { o.here("ip link set eth0 down") },
		mend: func(o *office) { o.here("ip link set eth0 up") },
	})
}

func TestLink_CutOnTheFarSide(t *testing.T) {
	outage(t, fault{
		cut:   func(o *office) { o.there("ip link set eth0 down") },
		mend:  func(o *office) { o.there("ip link set eth0 up") },
		later: unseen,
	})
}

func TestLink_NoWayThere(t *testing.T) {
	outage(t, fault{
		cut:  func(o *office) { o.here("ip route add blackhole " + farAddress + "/32") },
		mend: func(o *office) { o.here("ip route del blackhole " + farAddress + "/32") },
	})
}

// swallowed is the worst cut: nobody on either side sees anything.
var swallowed = fault{
	cut:    func(o *office) { o.cable.cut.Store(true) },
	mend:   func(o *office) { o.cable.cut.Store(false) },
	asking: true,
	later:  unseen,
}

func TestLink_SwallowedInTheMiddle(t *testing.T) { outage(t, swallowed) }

func TestLink_SwallowedInTheMiddleOfHTTP2(t *testing.T) {
	f := swallowed
	f.secure, f.asking = true, false
	outage(t, f)
}

// TestLink_MovedToAnotherAddress is a laptop that is taken from one network into the next, where all its connections are
// dead, and that of HTTP/2 does not know.
func TestLink_MovedToAnotherAddress(t *testing.T) {
	alone(t, func(t *testing.T) {
		o := open(t, true)
		o.idle()
		for _, move := range [][2]string{{ourAddress, "10.77.0.3"}, {"10.77.0.3", "10.77.0.4"}} {
			o.here("ip address del " + move[0] + "/24 dev eth0")
			o.pickUp(2, 1)
			o.here("ip address add " + move[1] + "/24 dev eth0")
			t.Logf("right %v after the move", o.untilRight(backWithin))
			o.stays(2*time.Second, (*presence.Snapshot).Fresh)
			o.pickUp(2, 0)
			o.untilRight(backWithin)
		}
	})
}
