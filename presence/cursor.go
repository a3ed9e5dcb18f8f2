package presence

import "ringside/pbxclient"

// cursor is the position in the PBX's event stream ("Events", Usage).
type cursor struct {
	known bool
	last  int64
	// drained is true once the stream has been read to its end; before that, events are history.
	drained bool
}

// take moves the cursor over a batch and reports whether events were lost on the way: the PBX restarted, or
// its buffer overflowed or was reset. Whatever the reason, the numbering goes on from what was received.
func (c *cursor) take(events []pbxclient.Event) (gap bool) {
	for _, e := range events {
		switch {
		case c.known:
			gap = gap || e.Seq != c.last+1
		case c.drained:
			gap = gap || e.Seq > 1 // the first number of all is 0 or 1; anything above is not the first
		}
		c.known, c.last = true, e.Seq
	}
	if len(events) == 0 {
		c.drained = true
	}
	return gap
}

// query asks for what comes after the cursor.
func (c *cursor) query() pbxclient.EventsQuery {
	q := pbxclient.EventsQuery{}
	if c.known {
		q.Last = pbxclient.Some(c.last)
	}
	return q
}
