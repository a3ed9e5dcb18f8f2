package presence

import (
	"reflect"
	"time"

	"ringside/pbxclient"
)

// remembered is how many events are known again when the PBX, or a proxy, sends them twice: as many as its buffer holds.
const remembered = 1024

// cursor is the position in the PBX's event stream ("Events", Usage).
type cursor struct {
	known bool
	last  int64
	// drained is true once the stream has been read to its end; before that, events are history.
	drained bool

	newest   pbxclient.Event // the event at last
	doubtful bool            // whether last still belongs to the PBX's numbering has to be seen
	seen     [remembered]seenEvent
}

type seenEvent struct {
	seq int64
	at  time.Time // the PBX's stamp; zero: nothing seen here
}

// doubt is for after an outage: the PBX may have restarted, and its new numbering may have passed our position, so
// that no gap would show.
func (c *cursor) doubt() { c.doubtful = c.known }

// take moves the cursor over a batch. It returns the events that had not come before, and reports whether events were
// lost on the way: the PBX restarted, or its buffer overflowed or was reset. Whatever the reason, the numbering goes on
// from what was received. again says that the query had asked for the event at the cursor again.
func (c *cursor) take(events []pbxclient.Event, again bool) (news []pbxclient.Event, gap bool) {
	if again {
		c.doubtful = false
		if len(events) == 0 || !reflect.DeepEqual(events[0], c.newest) {
			c.known, c.drained = false, false // another numbering: whatever it holds is to be read from its beginning
			return nil, true
		}
	}
	if len(events) == 0 {
		c.drained = true
		return nil, false
	}
	for _, e := range events {
		if c.repeated(e) {
			if !c.known || e.Seq == c.last+1 {
				c.known, c.last, c.newest = true, e.Seq, e
			}
			continue
		}
		switch {
		case c.known:
			gap = gap || e.Seq != c.last+1
		case c.drained:
			gap = gap || e.Seq > 0 // numbering begins at 0; a PBX that begins at 1 costs one list more
		}
		c.known, c.last, c.newest = true, e.Seq, e
		news = append(news, e)
	}
	return news, gap
}

// repeated tells an event that has come before, and remembers it otherwise. One without a time cannot be told from
// another with its number.
func (c *cursor) repeated(e pbxclient.Event) bool {
	place := &c.seen[uint64(e.Seq)%remembered]
	if e.Timestamp.IsZero() {
		return false
	}
	if place.seq == e.Seq && place.at.Equal(e.Timestamp) {
		return true
	}
	*place = seenEvent{e.Seq, e.Timestamp}
	return false
}

// query asks for what comes after the cursor. In doubt it asks for the event at the cursor again: if that comes, the
// numbering is the one we know.
func (c *cursor) query() (q pbxclient.EventsQuery, again bool) {
	switch {
	case !c.known:
	case !c.doubtful:
		q.Last = pbxclient.Some(c.last)
	case c.last > 0:
		q.Last = pbxclient.Some(c.last - 1)
	}
	return q, c.known && c.doubtful
}
