package presence

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"runtime"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

// soakTime names the variable that says how long to soak, such as 60s. Without it there is nothing to see.
const soakTime = "RINGSIDE_SOAK"

// fastest is how many times its pace an office lives at most. At more, two cores under the race detector read its events more slowly
// than they come: the PBX's buffer runs over again and again, and nothing here could hold.
const fastest = 400

// TestEngine_ADayOfOfficeLife has an office of 100 live a day in the time given, or as much of one as is possible, with a network and a PBX that fail all the
// while. At its end the engine must hold no more than in the middle, and be right.
func TestEngine_ADayOfOfficeLife(t *testing.T) {
	lasts, err := time.ParseDuration(os.Getenv(soakTime))
	if err != nil {
		t.Skip("takes a minute or more: make soak")
	}
	speed := min(float64(24*time.Hour)/float64(lasts), fastest)
	pbx := pbxsim.New(pbxsim.Options{Users: 100, Speed: speed, RingTimeout: time.Second})
	server := httptest.NewServer(pbx.Handler())
	defer server.Close()
	mailbox := pbx.Office().Users[0].Mailbox // of the demo person
	client, options := signedIn(t, server, pbx.Accounts()[0])
	engine := New(client, options)
	ctx, cancel := context.WithCancel(t.Context())
	living, dayOver := context.WithCancel(ctx)
	ended, slept, told := make(chan struct{}), make(chan struct{}), make(chan int)
	go func() { defer close(ended); engine.Run(ctx) }()
	go func() { defer close(slept); pbx.Run(living) }()
	sub := engine.Subscribe()
	go func() {
		n := 0
		for range sub.Notices {
			n++
		}
		told <- n
	}()

	noon := lifeWithFaults(t, pbx, server, engine, lasts/2)
	night := lifeWithFaults(t, pbx, server, engine, lasts/2)
	dayOver()
	<-slept
	deadline := time.Now().Add(10 * time.Second)
	diff := "there is no picture"
	for ; diff != "" && time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if snap := engine.Picture(); comeBack(engine) {
			diff = differences(truth(pbx.Office(), mailbox), shown(snap), nil, time.Now())
		}
	}
	if diff != "" {
		t.Errorf("the office is quiet, and the picture is wrong:\n%s", diff)
	}
	resyncs := engine.Picture().Resyncs
	cancel()
	<-ended
	t.Logf("%v at %.0f times the pace, live anew %d times, %d notices; at noon %v, at night %v", lasts, speed, resyncs, <-told, noon, night)
	if night.heap > noon.heap+noon.heap/3 {
		t.Errorf("the heap grew from %d to %d kB", noon.heap>>10, night.heap>>10)
	}
	if night.goroutines > noon.goroutines+10 {
		t.Errorf("there were %d goroutines at noon, and %d at night", noon.goroutines, night.goroutines)
	}
}

// comeBack reports whether the engine is live, and has it try at once otherwise: after so many failures it would wait for
// half a minute.
func comeBack(engine *Engine) bool {
	state := engine.Picture().Connection
	if !state.RetryAt.IsZero() {
		engine.Retry()
	}
	return state.State == Live
}

// held is what a process holds at one moment.
type held struct {
	heap       int64
	goroutines int
}

func (h held) String() string { return fmt.Sprintf("%d kB, %d goroutines", h.heap>>10, h.goroutines) }

// lifeWithFaults lets the office live for a while, with something wrong every moment, and tells what is held when all has
// been well again for long enough.
func lifeWithFaults(t *testing.T, pbx *pbxsim.PBX, server *httptest.Server, engine *Engine, lasts time.Duration) held {
	t.Helper()
	end := func() {} // ends the fault there is, if it lasts
	inject := func(f pbxsim.Fault) func() { return func() { end = pbx.Inject(f) } }
	faults := []func(){
		server.CloseClientConnections,
		pbx.Restart,
		pbx.ResetBuffer,
		engine.Wake,
		func() { pbx.LoseEvents(1 + rand.IntN(5)) },
		func() { engine.SetVisible(rand.IntN(2) == 0) },
		func() { pbx.EmitRaw(`{"event_type":"user list changed"}`) },
		func() { pbx.EmitRaw(`{"event_type":["odd"],"seq":"x"}`) },
		inject(pbxsim.Fault{Drop: true}),
		inject(pbxsim.Fault{Status: 503, Body: "<html>"}),
		inject(pbxsim.Fault{Match: to("events"), CutBodyAt: 20}),
		inject(pbxsim.Fault{Match: to("users"), CutBodyAt: 4000}),
		inject(pbxsim.Fault{Delay: 300 * time.Millisecond}),
	}
	for begun := time.Now(); time.Since(begun) < lasts; {
		if comeBack(engine) {
			faults[rand.IntN(len(faults))]()
		}
		time.Sleep(time.Duration(rand.IntN(300)) * time.Millisecond)
		end()
		end = func() {}
	}
	begun := time.Now()
	for !comeBack(engine) && time.Since(begun) < 10*time.Second {
		time.Sleep(100 * time.Millisecond)
	}
	if state := engine.Picture().Connection; state.State != Live {
		t.Errorf("the PBX is well, and the picture is %s: %v", state.State, state.Err)
	}
	swept := make(chan struct{})
	engine.tell(func(l *loop) { // at this speed the ended calls of half a minute are those of half a day
		l.state.calls.sweep(time.Now().Add(endedFor))
		l.update()
		close(swept)
	})
	<-swept
	return held{heap(true), runtime.NumGoroutine()}
}
