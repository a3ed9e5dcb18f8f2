//go:build linux

package linktest

import (
	"fmt"
	"testing"
	"time"

	"ringside/presence"
)

// weather makes the link slow, by so much each way, and lose so many frames of a hundred.
type weather func(o *office, delay time.Duration, loss int)

// onCable is weather that every kernel can have.
func onCable(o *office, delay time.Duration, loss int) {
	o.cable.delay.Store(int64(delay))
	o.cable.loss.Store(int64(loss) * 10)
}

// byNetem is weather of the kernel's own making, where it was built with it.
func byNetem(o *office, delay time.Duration, loss int) {
	o.t.Helper()
	settings := fmt.Sprintf("tc qdisc replace dev eth0 root netem limit 10000 delay %dms loss %d%%", delay.Milliseconds(), loss)
	if err := run(settings); err != nil {
		o.t.Skipf("NOT TESTED: this kernel has no netem, so that only the cable delays and loses (%v)", err)
	}
	o.there(settings)
}

func TestLink_Delayed(t *testing.T)        { delayed(t, onCable) }
func TestLink_DelayedByNetem(t *testing.T) { delayed(t, byNetem) }

// delayed is an office at the other end of a satellite.
func delayed(t *testing.T, set weather) {
	alone(t, func(t *testing.T) {
		o := open(t, true)
		set(o, 300*time.Millisecond, 0)
		for range 6 { // longer than the PBX waits for an event
			for _, code := range []int{8, 0} {
				o.pickUp(3, code)
				if took := o.untilRight(5 * time.Second); code == 8 {
					t.Logf("an event takes %v", took)
				}
				o.stays(2*time.Second, (*presence.Snapshot).Fresh)
			}
		}
		o.engine.Wake()
		o.pickUp(3, 1)
		t.Logf("an event during a wake-up takes %v", o.untilRight(10*time.Second))
	})
}

func TestLink_Lossy(t *testing.T)        { lossy(t, onCable) }
func TestLink_LossyByNetem(t *testing.T) { lossy(t, byNetem) }

// lossy is an office behind the worst of wireless networks: it shows what happens there, late perhaps, but in the end.
func lossy(t *testing.T, set weather) {
	alone(t, func(t *testing.T) {
		o := open(t, false)
		set(o, 0, 30)
		began := time.Now()
		var slowest time.Duration
		for n := 0; time.Since(began) < 25*time.Second; n++ {
			o.pickUp(3, n%2)
			slowest = max(slowest, o.untilRight(noticedWithin))
		}
		t.Logf("with 30 %% lost each way, an event takes up to %v", slowest)
		set(o, 0, 0)
		o.liveOn()
		t.Logf("right %v after the loss ended", o.untilRight(noticedWithin))
	})
}

func TestLink_SwallowedByNetem(t *testing.T) {
	f := swallowed
	f.cut = func(o *office) { byNetem(o, 0, 100) }
	f.mend = func(o *office) { byNetem(o, 0, 0) }
	outage(t, f)
}
