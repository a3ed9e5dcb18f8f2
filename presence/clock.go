package presence

import (
	"time"

	"ringside/pbxclient"
)

const (
	// zoneStep is what the zones of the world differ by at least, and farthest how far one is from UTC at most.
	zoneStep = 15 * time.Minute
	farthest = 14 * time.Hour
)

// pbxClock turns the PBX's times into ours. The API promises an ISO timestamp, which may have no zone.
type pbxClock struct {
	ahead time.Duration // of ours
	zone  time.Duration // how far stamps without a zone are ahead of UTC
	sure  bool          // zone has been seen
}

// set takes the PBX's time of an answer that came now, zero if it told none.
func (c *pbxClock) set(theirs, now time.Time) {
	if !theirs.IsZero() {
		c.ahead = theirs.Sub(now)
	}
}

// learn takes an event of this moment: the difference to its stamp is the zone.
func (c *pbxClock) learn(e pbxclient.Event, now time.Time) {
	if !e.Zoneless {
		return
	}
	zone := e.Timestamp.Sub(now.Add(c.ahead)).Round(zoneStep)
	if zone.Abs() <= farthest {
		c.zone, c.sure = zone, true
	}
}

// tells reports whether the time of an event is known to be right.
func (c *pbxClock) tells(e pbxclient.Event) bool {
	return !e.Timestamp.IsZero() && (!e.Zoneless || c.sure)
}

// local is when an event happened by our clock. The PBX's is known to the second, so an event that seems to lie ahead is one of now.
func (c *pbxClock) local(e pbxclient.Event, now time.Time) time.Time {
	if e.Timestamp.IsZero() {
		return now
	}
	at := c.zoned(e).Add(-c.ahead)
	if e.Zoneless && !c.sure && at.After(now) { // it is not written in our zone, and most likely in none
		at = e.Timestamp.Add(-c.ahead)
	}
	if now.Sub(at) < time.Second {
		return now
	}
	return at.Local()
}

// zoned is the stamp of an event in its zone: until that has been seen, most likely ours.
func (c *pbxClock) zoned(e pbxclient.Event) time.Time {
	switch t := e.Timestamp; {
	case !e.Zoneless:
		return t
	case c.sure:
		return t.Add(-c.zone)
	default:
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.Local)
	}
}
