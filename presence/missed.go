package presence

import (
	"time"

	"ringside/presence/journal"
)

// missedFor is how long after its end a missed call may be heard of again, when the PBX's events are read from their beginning.
const missedFor = 24 * time.Hour

// missed counts the calls that were missed since somebody last looked.
type missed struct {
	seen   time.Time            // when somebody did
	ended  map[string]time.Time // when the missed calls ended that are unseen or that may be heard of again, by the PBX's identifier
	unseen int
}

// hear takes what is kept of a call.
func (m *missed) hear(c journal.Call) {
	if c.Outcome != string(Missed) {
		return
	}
	if before, heard := m.ended[c.ID]; heard && c.Ended.Sub(before).Abs() < missedFor {
		return
	}
	m.ended[c.ID] = c.Ended
	if c.Ended.After(m.seen) && !c.Declined {
		m.unseen++
	}
}

// see takes that somebody looks now.
func (m *missed) see(now time.Time) {
	m.seen, m.unseen = now.Round(0), 0
	for id, ended := range m.ended {
		switch {
		case ended.After(m.seen): // the clock was set back
			m.seen = ended.Round(0)
		case now.Sub(ended) > missedFor:
			delete(m.ended, id)
		}
	}
}

// readOwn reads what is kept of the user. At the first start of all, nothing that was before is unseen.
func (b *book) readOwn() (err error) {
	if b.own, err = b.store.Own(); err != nil {
		return err
	}
	b.until = untilOf(b.own)
	if b.own.Seen.IsZero() {
		b.sawCalls(time.Now())
	}
	b.missed.seen = b.own.Seen
	calls, err := b.store.Since(b.own.Seen.Add(-missedFor))
	for _, c := range calls {
		b.missed.hear(c)
	}
	return err
}

// sawCalls takes that somebody looks at the calls now.
func (b *book) sawCalls(now time.Time) {
	b.missed.see(now)
	b.changeOwn(func(o *journal.Own) { o.Seen = b.missed.seen })
}

// changeOwn changes what is kept of the user, and writes it down behind the engine's back.
func (b *book) changeOwn(change func(*journal.Own)) {
	change(&b.own)
	b.until = untilOf(b.own)
	if b.store != nil {
		b.store.KeepOwn(b.own)
	}
}
