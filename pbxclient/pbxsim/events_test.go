package pbxsim

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient/pipenet"
)

// knock makes a phone change its status n times, which is n events.
func knock(t *testing.T, p *PBX, n int) {
	t.Helper()
	ph := p.Office().Phones[0]
	for range n {
		ph.Code ^= codeInUse
		must(t, p.SetPhoneStatus(ph.UUID, ph.Code))
	}
}

func (c *client) events(query string) []int {
	c.t.Helper()
	seqs := []int{}
	for _, e := range decode[[]event](c.t, c.get("events"+query)) {
		seqs = append(seqs, e.seq())
	}
	return seqs
}

func sameSeqs(t *testing.T, got []int, want ...int) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("events %v, want %v", got, want)
	}
}

func TestEvents_AreGatheredFromTheFirstReadOn(t *testing.T) {
	p, key := quiet(t)
	knock(t, p, 3)
	sameSeqs(t, key.events("?timeout=0"))
	knock(t, p, 4)
	sameSeqs(t, key.events("?timeout=0"), 0, 1, 2, 3)
	sameSeqs(t, key.events("?timeout=0&last=1"), 2, 3)
	sameSeqs(t, key.events("?timeout=0&last=0&limit=2"), 1, 2)
	sameSeqs(t, key.events("?timeout=0&limit=1"), 3) // the newest, to skip what was
	sameSeqs(t, key.events("?timeout=0&last=3"))
	sameSeqs(t, key.events("?timeout=0&last=99"), 0, 1, 2, 3) // a number of an older numbering
}

func TestEvents_RefusesWrongParameters(t *testing.T) {
	_, key := quiet(t)
	for _, query := range []string{"last=x", "last=-1", "last=", "last=1.5", "limit=0", "limit=x", "timeout=-1", "timeout=x", "timeout=0.5"} {
		key.want(http.StatusBadRequest, "GET", "events?"+query, "")
	}
}

func TestEvents_WaitAsLongAsAsked(t *testing.T) {
	for query, want := range map[string]time.Duration{
		"?timeout=0": 0, "?timeout=7": 7 * time.Second, "": 30 * time.Second, "?timeout=3600": 60 * time.Second,
		"?timeout=7&last=5": 7 * time.Second,
	} {
		synctest.Test(t, func(t *testing.T) {
			_, key := quiet(t)
			begin := time.Now()
			sameSeqs(t, key.events(query))
			if waited := time.Since(begin); waited != want {
				t.Errorf("%q waited %v, want %v", query, waited, want)
			}
		})
	}
}

func TestEvents_WakeAllWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		var all sync.WaitGroup
		for range 300 {
			all.Go(func() { sameSeqs(t, key.events("?timeout=20"), 0) })
		}
		time.Sleep(5 * time.Second)
		begin := time.Now()
		knock(t, p, 1)
		all.Wait()
		if time.Since(begin) != 0 {
			t.Errorf("they waited %v longer", time.Since(begin))
		}
	})
}

func TestEvents_OverflowDropsTheOldest(t *testing.T) {
	p, key := quiet(t)
	key.events("?timeout=0")
	knock(t, p, bufferSize+5)
	got := key.events("?timeout=0&last=2")
	if len(got) != bufferSize || got[0] != 5 || got[len(got)-1] != bufferSize+4 {
		t.Errorf("%d events, %d to %d", len(got), got[0], got[len(got)-1])
	}
}

func TestEvents_AFullBufferNobodyReadsIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		key.events("?timeout=0")
		knock(t, p, bufferSize)
		time.Sleep(2*time.Minute - time.Second)
		key.events("?timeout=0")
		time.Sleep(2*time.Minute - time.Second)
		knock(t, p, 1) // somebody has read in time: an ordinary overflow
		sameSeqs(t, key.events("?timeout=0&limit=1"), bufferSize)
		time.Sleep(2*time.Minute + time.Second)
		knock(t, p, 3) // now nobody has
		sameSeqs(t, key.events("?timeout=0&last=1000"))
		knock(t, p, 2)
		sameSeqs(t, key.events("?timeout=0&last=1000"), 0, 1)
	})
}

func TestEvents_AHalfFullBufferIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		key.events("?timeout=0")
		knock(t, p, 2)
		time.Sleep(time.Hour)
		knock(t, p, 1)
		sameSeqs(t, key.events("?timeout=0"), 0, 1, 2)
	})
}

func TestEvents_AWaitingReaderKeepsTheBuffer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		p.opts.ForgetAfter = time.Second
		p.events.forgetAfter = time.Second
		key.events("?timeout=0")
		knock(t, p, bufferSize)
		done := make(chan struct{})
		go func() {
			defer close(done)
			sameSeqs(t, key.events("?timeout=60&last=999"), bufferSize)
		}()
		time.Sleep(10 * time.Second)
		knock(t, p, 1)
		<-done
	})
}

func TestEvents_RestartNumbersFromZeroAndCutsOffWhoWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		key.events("?timeout=0")
		knock(t, p, 3)
		failed := overTheNetwork(t.Context(), t, p, "events?last=2")
		p.Restart()
		if err := <-failed; err == nil {
			t.Error("the request that waited was answered")
		}
		knock(t, p, 1) // not gathered: nobody has read since
		sameSeqs(t, key.events("?timeout=0&last=2"))
		knock(t, p, 1)
		sameSeqs(t, key.events("?timeout=0&last=2"), 0)
		knock(t, p, 4) // a numbering that overtakes shows no gap: the client's trap
		sameSeqs(t, key.events("?timeout=0&last=2"), 3, 4)
	})
}

func TestEvents_ResetBufferGoesOnForWhoWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		key.events("?timeout=0")
		knock(t, p, 3)
		done := make(chan struct{})
		go func() {
			defer close(done)
			sameSeqs(t, key.events("?timeout=60&last=2"), 0)
		}()
		synctest.Wait()
		p.ResetBuffer()
		knock(t, p, 1)
		<-done
	})
}

func TestEvents_LostOnesLeaveAGap(t *testing.T) {
	p, key := quiet(t)
	key.events("?timeout=0")
	knock(t, p, 1)
	p.LoseEvents(2)
	knock(t, p, 4)
	sameSeqs(t, key.events("?timeout=0"), 0, 3, 4)
	sameSeqs(t, key.events("?timeout=0&last=1"), 3, 4)
}

func TestEmitRaw_KeepsWhatItIsGiven(t *testing.T) {
	p, key := quiet(t)
	key.drain()
	p.EmitRaw(`{"event_type":"PhoneStatusUpdate","status_code":"8"}`)
	p.EmitRaw(`{"event_type":"queue overflow","seq":"17","timestamp":null}`)
	got := key.drain()
	if got[0]["event_type"] != "PhoneStatusUpdate" || got[0]["status_code"] != "8" || got[0].seq() != 0 || got[0]["timestamp"] == nil {
		t.Errorf("raw event %v", got[0])
	}
	if got[1]["seq"] != "17" || got[1]["timestamp"] != nil {
		t.Errorf("raw event with its own numbers %v", got[1])
	}
	p.EmitRaw(`not json`)
	if list := key.get("events?timeout=0&last=1"); list != `[not json]` {
		t.Errorf("raw text: %s", list)
	}
}

func TestEvents_AClientThatGoesAwayLeavesNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Options{Quiet: true})
		ctx, cancel := context.WithCancel(t.Context())
		failed := overTheNetwork(ctx, t, p, "events")
		cancel()
		if err := <-failed; err == nil {
			t.Error("the request was answered")
		}
		synctest.Wait()
		if n := p.waiting(); n != 0 {
			t.Errorf("%d clients wait after it has gone", n)
		}
	})
}

// overTheNetwork makes a request for events over a connection, and returns once it waits. What it fails with follows.
func overTheNetwork(ctx context.Context, t *testing.T, p *PBX, path string) <-chan error {
	t.Helper()
	listener := pipenet.Listen()
	server, served := &http.Server{Handler: p.Handler()}, make(chan struct{})
	go func() { defer close(served); _ = server.Serve(listener) }()
	transport := &http.Transport{DialContext: listener.Dial}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = server.Close()
		<-served
	})
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://pbx.example.org/apis/pbx/"+path, nil)
	must(t, err)
	r.SetBasicAuth("apiKey", p.APIKey())
	failed := make(chan error, 1)
	go func() {
		_, err := transport.RoundTrip(r)
		failed <- err
	}()
	synctest.Wait()
	if n := p.waiting(); n != 1 {
		t.Fatalf("%d clients wait", n)
	}
	return failed
}

func (p *PBX) waiting() int {
	p.events.mu.Lock()
	defer p.events.mu.Unlock()
	return p.events.readers
}

// BenchmarkEvents_Wake is from an event to its arrival at a client that waits, over a real socket.
func BenchmarkEvents_Wake(b *testing.B) {
	p := New(Options{Quiet: true})
	server := httptest.NewServer(p.Handler())
	defer server.Close()
	url := server.URL + "/apis/pbx/events?timeout=20&key=" + p.APIKey()
	got := make(chan time.Time)
	go func() {
		for i := range b.N {
			r, err := http.Get(fmt.Sprint(url, "&last=", i))
			if err != nil {
				return
			}
			_, _ = bufio.NewReader(r.Body).ReadByte()
			got <- time.Now()
			_ = r.Body.Close()
		}
	}()
	_, _ = p.events.read(b.Context(), position{}, 0, nil) // gather from here on
	p.EmitRaw(`{}`)
	var latency time.Duration
	for range b.N {
		for p.waiting() == 0 {
			time.Sleep(10 * time.Microsecond)
		}
		begin := time.Now()
		p.EmitRaw(`{}`)
		latency += (<-got).Sub(begin)
	}
	b.ReportMetric(float64(latency.Microseconds())/float64(b.N), "µs/wake")
}
