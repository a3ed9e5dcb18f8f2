package presence

import (
	"testing"
	"time"

	"ringside/pbxclient"
)

// FuzzCursor plays a PBX's event stream from bytes: events that are read, lost, repeated, and restarts. An event that is
// lost must show as a gap, and none may come out twice.
func FuzzCursor(f *testing.F) {
	f.Add([]byte{0, 0, 1, 0, 2, 0})
	f.Add([]byte{0, 4, 3, 0, 0, 4, 0})
	f.Add([]byte{5, 0, 1, 0, 4, 1, 1, 1, 0})
	f.Fuzz(func(t *testing.T, play []byte) {
		var c cursor
		clock := time.Unix(1_700_000_000, 0)
		var kept []pbxclient.Event // what the PBX still holds
		next, lost := int64(0), false
		out := map[time.Time]bool{}
		once := func() {
			q, again := c.query()
			var batch []pbxclient.Event
			last, asked := q.Last.Get()
			for _, e := range kept {
				if !asked || last >= next || e.Seq > last {
					batch = append(batch, e)
				}
			}
			news, gap := c.take(batch, again)
			for _, e := range news {
				if out[e.Timestamp] {
					t.Fatalf("event %d came out twice", e.Seq)
				}
				out[e.Timestamp] = true
			}
			if lost && len(batch) > 0 && !gap && len(news) > 0 {
				t.Fatalf("an event was lost before %d and nobody noticed", news[0].Seq)
			}
			if gap || len(news) > 0 {
				lost = false
			}
		}
		poll := func() { // as the engine does: on to the end of the stream
			for once(); !c.drained; once() {
			}
		}
		poll()
		for _, what := range play[:min(len(play), 500)] {
			clock = clock.Add(time.Millisecond)
			event := pbxclient.Event{Seq: next, Type: "any", Timestamp: clock}
			switch what % 6 {
			case 0, 1: // an event, read at once or later
				kept, next = append(kept, event), next+1
				if what%6 == 0 {
					poll()
				}
			case 2: // an event that overflowed
				next++
				lost = true
				kept = append(kept[:0:0], pbxclient.Event{Seq: next, Type: "any", Timestamp: clock})
				next++
			case 3: // the same again
				poll()
			case 4: // a restart, which breaks the connection
				kept, next = nil, 0
				lost = false
				c.doubt()
			case 5: // a broken connection
				c.doubt()
			}
		}
	})
}
