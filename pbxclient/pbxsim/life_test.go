package pbxsim

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// live lets an office live for a while and returns all its events; watch is called every ten seconds.
func live(t *testing.T, o Options, duration time.Duration, watch func(*PBX)) (events []event) {
	t.Helper()
	running(t, o, func(t *testing.T, p *PBX) {
		key := withKey(t, p)
		last := -1
		for begin := time.Now(); time.Since(begin) < duration; {
			query := "events?timeout=0"
			if last >= 0 {
				query += fmt.Sprint("&last=", last)
			}
			for _, e := range decode[[]event](t, key.get(query)) {
				if e.seq() != last+1 {
					t.Fatalf("seq %d after %d", e.seq(), last)
				}
				last = e.seq()
				events = append(events, e)
			}
			if watch != nil {
				watch(p)
			}
			time.Sleep(10 * time.Second)
			synctest.Wait()
		}
	})
	return events
}

func TestLife_IsTheSameForTheSameSeed(t *testing.T) {
	one := live(t, Options{Seed: 5}, time.Hour, nil)
	two := live(t, Options{Seed: 5}, time.Hour, nil)
	if diff := cmp.Diff(one, two); diff != "" {
		t.Errorf("two offices of one seed lived differently:\n%s", diff[:min(len(diff), 2000)])
	}
	if other := live(t, Options{Seed: 6}, time.Minute, nil); cmp.Equal(other, one[:len(other)]) {
		t.Error("another seed lives the same life")
	}
	if len(one) < 3600/2 {
		t.Errorf("only %d events in an hour", len(one))
	}
}

func TestLife_TellsEverythingThereIs(t *testing.T) {
	told := map[string]int{}
	for _, e := range live(t, Options{}, 2*time.Hour, nil) {
		told[e.kind()]++
	}
	for _, kind := range []string{
		"phone status update", "user logged in", "user logged out", "user list changed", "phone list changed", "incoming call",
		"internal dial", "call answered", "call finished", "blind transfer", "attended transfer", "voicemail status update",
	} {
		if told[kind] == 0 {
			t.Errorf("no %s", kind)
		}
	}
}

func TestLife_AboutAThirdTalkAtThePeak(t *testing.T) {
	for _, users := range []int{25, 400} {
		var busy []int
		live(t, Options{Users: users}, 10*time.Minute, func(p *PBX) {
			talking := 0
			for _, ph := range p.Office().Phones {
				talking += talks(ph.Code)
			}
			var counted int
			p.locked(func() { counted = p.busy })
			if talking != counted {
				t.Fatalf("%d phones talk, counted %d", talking, counted)
			}
			busy = append(busy, talking)
		})
		if peak := slices.Max(busy) * 100 / users; peak < 25 || peak > 50 {
			t.Errorf("%d users: %d%% talk at the peak", users, peak)
		}
	}
}

func TestLife_SomethingHappensEverySecondOrTwo(t *testing.T) {
	events := live(t, Options{}, 20*time.Minute, nil)
	moments := map[string]bool{}
	for _, e := range events {
		moments[e["timestamp"].(string)] = true
	}
	if every := 20 * 60 / float64(len(moments)); every > 2 {
		t.Errorf("something happens every %.1f s", every)
	}
	faster := live(t, Options{Speed: 4}, 5*time.Minute, nil)
	if len(faster) < len(events)*2/3 {
		t.Errorf("at four times the speed %d events in a quarter of the time, %d at normal speed", len(faster), len(events))
	}
}

// TestLife_EveryStoryIsWhole follows the events of an hour as a client would, and compares with the truth at the end.
func TestLife_EveryStoryIsWhole(t *testing.T) {
	f := follower{open: map[string]map[string]bool{}, closed: map[string]bool{}, codes: map[string]int{}}
	var end Office
	for _, e := range live(t, Options{Seed: 2}, time.Hour, func(p *PBX) { end = p.Office() }) {
		f.follow(t, e)
	}
	for _, c := range end.Calls {
		if f.open[c.ID] == nil {
			t.Errorf("call %s is in progress but was not told of", c.ID)
		}
		delete(f.open, c.ID)
	}
	for id := range f.open {
		t.Errorf("call %s was never told to be over", id)
	}
	for _, ph := range end.Phones {
		if code, told := f.codes[ph.UUID]; told && code != ph.Code {
			t.Errorf("phone %s was told to be %d and is %d", ph.UUID, code, ph.Code)
		}
	}
}

// follower knows what a client would after every event.
type follower struct {
	open   map[string]map[string]bool // unique_id → targets dialled
	closed map[string]bool
	codes  map[string]int
}

func (f *follower) follow(t *testing.T, e event) {
	id, isCall := e["unique_id"].(string)
	switch {
	case e.kind() == "phone status update":
		f.codes[e["phone_uuid"].(string)] = int(e["status_code"].(float64))
	case !isCall:
	case e.kind() == "incoming call":
		if f.open[id] != nil || f.closed[id] {
			t.Errorf("call %s begins twice", id)
		}
		f.open[id] = map[string]bool{}
	case f.open[id] == nil:
		t.Errorf("%s of call %s, which is not in progress", e.kind(), id)
	case e.kind() == "internal dial":
		for _, target := range e["targets"].([]any) {
			f.open[id][target.(map[string]any)["unique_id"].(string)] = true
		}
	case e.kind() == "call answered":
		if !f.open[id][e["target"].(map[string]any)["unique_id"].(string)] {
			t.Errorf("call %s is answered by a target that was not dialled", id)
		}
	case e.kind() == "call finished":
		delete(f.open, id)
		f.closed[id] = true
	}
}

func TestLife_ThePersonOfTheDemoGetsCallsOfEveryKind(t *testing.T) {
	person := New(Options{}).Office().Users[0]
	rang, ends := map[string]bool{}, map[string]int{}
	messages := 0
	for _, e := range live(t, Options{}, time.Hour, nil) {
		text := asJSON(t, e)
		switch id, _ := e["unique_id"].(string); e.kind() {
		case "internal dial":
			if strings.Contains(text, `"user_uuid":"`+person.UUID) && e["caller"].(map[string]any)["user_uuid"] != person.UUID {
				rang[id] = true
			}
		case "call answered":
			if rang[id] {
				delete(rang, id)
				if strings.Contains(text, `"phone_uuid":"`+person.Phones[0]) {
					ends["answered"]++
				} else {
					ends["elsewhere"]++
				}
			}
		case "call finished":
			if rang[id] {
				ends["missed"]++
				delete(rang, id)
			}
		case "voicemail status update":
			if e["voicemail_uuid"] == person.Mailbox {
				messages++
			}
		}
	}
	if ends["answered"] < 5 || ends["elsewhere"] < 2 || ends["missed"] < 5 || messages < 2 {
		t.Errorf("calls of the hour: %v, %d messages", ends, messages)
	}
}

func TestLife_LeavesTheAccountsAlone(t *testing.T) {
	var before, after []User
	live(t, Options{}, 2*time.Hour, func(p *PBX) {
		after = p.Office().Users[:accountCount]
		if before == nil {
			before = after
		}
	})
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("somebody changed an account:\n%s", diff)
	}
}

func TestQuiet_NothingHappensByItself(t *testing.T) {
	if events := live(t, Options{Quiet: true}, time.Hour, nil); len(events) != 0 {
		t.Errorf("%d events", len(events))
	}
}

func TestRun_EndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Options{Users: 200})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		begin := time.Now()
		p.Run(ctx)
		if took := time.Since(begin); took != time.Minute {
			t.Errorf("it ran for %v", took)
		}
	})
}

func TestQueues_AreAlive(t *testing.T) {
	var queues []Queue
	waited, paused := false, false
	live(t, Options{Users: 120}, 20*time.Minute, func(p *PBX) {
		queues = p.Office().Queues
		for _, q := range queueStats(t, p) {
			waited = waited || q.CallsWaiting > 0
			paused = paused || slices.ContainsFunc(q.Agents, func(a agentEntry) bool { return a.Paused })
			if q.Answered < 0 || q.ServiceLevel < 0 || q.ServiceLevel > 100 || q.Free > q.LoggedIn || q.LoggedIn > q.AllAgents {
				t.Errorf("statistics %+v", q)
			}
		}
	})
	if len(queues) != 2 || !waited || !paused {
		t.Errorf("%d queues, somebody waited: %v, somebody paused: %v", len(queues), waited, paused)
	}
}

func queueStats(t *testing.T, p *PBX) []queueEntry {
	return decode[[]queueEntry](t, withKey(t, p).get("acd/stats?agents=1"))
}

// BenchmarkLife_50000 is a minute in the life of a very large office.
func BenchmarkLife_50000(b *testing.B) {
	for b.Loop() {
		p := New(Options{Users: 50_000, Speed: 60})
		ctx, cancel := context.WithTimeout(b.Context(), time.Second)
		p.Run(ctx)
		cancel()
	}
}
