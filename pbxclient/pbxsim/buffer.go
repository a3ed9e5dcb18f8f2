package pbxsim

import (
	"context"
	"encoding/json"
	"sort"
	"strconv"
	"sync"
	"time"
)

// bufferSize is how many events the PBX keeps.
const bufferSize = 1000

// stamp is ISO 8601 with microseconds and the zone.
const stamp = "2006-01-02T15:04:05.000000-07:00"

// buffer numbers events and keeps the newest. It gathers from the first read on, and gives up when it is full and
// nobody has read for a while; the numbering then begins from 0 again, as it does after a restart. Its lock is taken
// after the PBX's.
type buffer struct {
	mu          sync.Mutex
	zone        *time.Location
	forgetAfter time.Duration
	gathering   bool
	next        int64         // seq of the next event
	kept        []numbered    // ascending; only ever appended to and cut at the front, so readers may hold slices of it
	lose        int           // so many events get a number and are lost
	readers     int           // waiting now
	lastRead    time.Time     // when a read began or ended
	changed     chan struct{} // closed when there is something new
}

type numbered struct {
	seq  int64
	text json.RawMessage
}

func newBuffer(forgetAfter time.Duration, zone *time.Location) *buffer {
	return &buffer{forgetAfter: forgetAfter, zone: zone, changed: make(chan struct{})}
}

// emit adds an event of the given type with the properties of body: a struct that is marshalled, or nil for none.
func (b *buffer) emit(kind string, body any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.ready() {
		return
	}
	head := eventHead(kind, b.next, time.Now().In(b.zone))
	if body == nil {
		b.keep(append(head, '}'))
		return
	}
	properties, err := json.Marshal(body)
	if err != nil {
		panic(err) // only our own structs come here
	}
	head = append(head, ',')
	b.keep(append(head, properties[1:]...)) // the head has opened the object
}

// emitRaw adds an event as it is. An object gets seq and timestamp where it has none of its own.
func (b *buffer) emitRaw(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.ready() {
		return
	}
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &object) != nil || object == nil {
		b.keep(json.RawMessage(text))
		return
	}
	if _, has := object["seq"]; !has {
		object["seq"] = strconv.AppendInt(nil, b.next, 10)
	}
	if _, has := object["timestamp"]; !has {
		object["timestamp"] = strconv.AppendQuote(nil, time.Now().In(b.zone).Format(stamp))
	}
	whole, err := json.Marshal(object)
	if err != nil {
		panic(err) // it has just been read as JSON
	}
	b.keep(whole)
}

// eventHead opens the object of an event, up to and without the comma.
func eventHead(kind string, seq int64, at time.Time) []byte {
	head := append(make([]byte, 0, 512), `{"event_type":"`...)
	head = append(head, kind...)
	head = append(head, `","seq":`...)
	head = strconv.AppendInt(head, seq, 10)
	head = append(head, `,"timestamp":"`...)
	return append(at.AppendFormat(head, stamp), '"')
}

// ready tells whether an event is to be gathered, and stops gathering where nobody reads.
func (b *buffer) ready() bool {
	if b.gathering && len(b.kept) == bufferSize && b.readers == 0 && time.Since(b.lastRead) > b.forgetAfter {
		b.drop()
	}
	return b.gathering
}

func (b *buffer) keep(text json.RawMessage) {
	seq := b.next
	b.next++
	if b.lose > 0 {
		b.lose--
		return
	}
	if len(b.kept) == bufferSize {
		b.kept = b.kept[1:]
	}
	b.kept = append(b.kept, numbered{seq, text})
	close(b.changed)
	b.changed = make(chan struct{})
}

// drop forgets all events and numbers from 0 again. Who is waiting keeps gathering on.
func (b *buffer) drop() {
	b.kept, b.next, b.lose = nil, 0, 0
	b.gathering = b.readers > 0
}

// position says where a read begins: after an event, or anywhere, and how many events it takes at most.
type position struct {
	known bool // false: the most recent events
	last  int64
	limit int // 0: no limit
}

// read returns the events from a position, waiting for the first of them as long as wait says. It returns none when
// that is over, and an error when ctx ends or the PBX restarts.
func (b *buffer) read(ctx context.Context, at position, wait time.Duration, restarted <-chan struct{}) ([]numbered, error) {
	timeout := time.NewTimer(wait)
	defer timeout.Stop()
	b.enter()
	defer b.leave()
	for {
		events, changed := b.after(at)
		if len(events) > 0 || wait == 0 {
			return events, nil
		}
		select {
		case <-changed:
		case <-timeout.C:
			return nil, nil
		case <-restarted:
			return nil, errRestarted
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (b *buffer) enter() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.gathering = true
	b.readers++
	b.lastRead = time.Now()
}

func (b *buffer) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.readers--
	b.lastRead = time.Now()
}

// after returns what follows a position now, and what to wait on for more. A last that was never given out is from an
// older numbering: everything is new then.
func (b *buffer) after(at position) ([]numbered, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	events := b.kept
	if at.known && at.last < b.next {
		events = events[sort.Search(len(events), func(i int) bool { return events[i].seq > at.last }):]
	}
	if at.limit > 0 && len(events) > at.limit {
		if at.known {
			events = events[:at.limit]
		} else {
			events = events[len(events)-at.limit:]
		}
	}
	return events, b.changed
}

// reset drops all events, as if the buffer had overflowed with nobody reading.
func (b *buffer) reset() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drop()
}

// restart drops all events and gathers no more until somebody reads; who is waiting is cut off.
func (b *buffer) restart() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drop()
	b.gathering = false
}

func (b *buffer) loseNext(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lose += n
}
