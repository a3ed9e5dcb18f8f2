package pace

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// asked is a PBX that a poller reads a number from: how often it has been asked.
type asked struct {
	*Poller[int]
	mu    sync.Mutex
	times int
	fails error
	takes time.Duration
	told  []Reading[int]
}

func poll(t *testing.T, every time.Duration) *asked {
	a := &asked{}
	a.Poller = NewPoller(every, func(ctx context.Context) (int, error) {
		a.mu.Lock()
		takes := a.takes
		a.mu.Unlock()
		time.Sleep(takes)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.times++
		return a.times, a.fails
	}, func(r Reading[int]) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.told = append(a.told, r)
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); a.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended })
	synctest.Wait()
	return a
}

// after lets time pass, and tells how often the PBX has been asked in it.
func (a *asked) after(d time.Duration) int {
	before := a.reads()
	time.Sleep(d)
	synctest.Wait()
	return a.reads() - before
}

func (a *asked) reads() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.told)
}

func (a *asked) last() Reading[int] {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.told[len(a.told)-1]
}

func TestPoller_ReadsOnceAndThenOnlyWhileSomebodyLooks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := poll(t, 3*time.Second)
		if a.reads() != 1 || a.after(time.Hour) != 0 {
			t.Fatalf("asked %d times with nobody there", a.reads())
		}
		a.Look(true)
		if n := a.after(time.Second); n != 1 {
			t.Errorf("%d reads for somebody who has just come", n)
		}
		if n := a.after(30 * time.Second); n != 10 {
			t.Errorf("%d reads in 30 s", n)
		}
		a.Look(false)
		if n := a.after(time.Hour); n != 0 {
			t.Errorf("%d reads for nobody", n)
		}
		if r := a.last(); !r.Known || r.Err != nil || r.Value != a.reads() {
			t.Errorf("%+v", r)
		}
	})
}

func TestPoller_AsksASlowPBXLessOften(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := poll(t, 2*time.Second)
		a.mu.Lock()
		a.takes = 5 * time.Second
		a.mu.Unlock()
		a.Look(true)
		if n := a.after(100 * time.Second); n != 4 {
			t.Errorf("%d reads in 100 s of a PBX that needs 5 s for each", n)
		}
	})
}

func TestPoller_KeepsWhatItKnowsWhenReadingFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := poll(t, 2*time.Second)
		a.mu.Lock()
		a.fails = errors.New("gone")
		a.mu.Unlock()
		a.Look(true)
		n := a.after(10 * time.Minute)
		if r := a.last(); !r.Known || r.Value != 1 || r.Err == nil || r.Denied {
			t.Errorf("%+v", r)
		}
		if n < 10 || n > 200 {
			t.Errorf("%d attempts in ten minutes: it does not back off, or gives up", n)
		}
	})
}

func TestPoller_DoesNotAskAgainForWhatIsDenied(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := poll(t, 2*time.Second)
		a.mu.Lock()
		a.fails = &pbxclient.Error{Code: pbxclient.CodeForbidden}
		a.mu.Unlock()
		a.Look(true)
		if n := a.after(time.Hour); n != 1 || !a.last().Denied {
			t.Errorf("asked %d times, %+v", n, a.last())
		}
		a.mu.Lock()
		a.fails = nil
		a.mu.Unlock()
		a.Again()
		if a.after(0); a.last().Denied || a.last().Err != nil {
			t.Errorf("%+v", a.last())
		}
	})
}

func TestPoller_ReadsAtOnceAfterAChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := poll(t, time.Minute)
		a.Again()
		if n := a.after(0); n != 1 {
			t.Errorf("%d reads", n)
		}
	})
}
