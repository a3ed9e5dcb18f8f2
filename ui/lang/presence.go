package lang

import (
	"time"

	"ringside/pbxclient"
	"ringside/presence"
)

// Presence says in a word or two how somebody can be reached.
func (w *Words) Presence(p presence.Presence) string { return w.Say("presence_" + string(p)) }

// Connection says how far the picture can be trusted, and how old it is where it is not what holds now.
func (w *Words) Connection(c presence.Connection, now time.Time) string {
	id := "connection_" + string(c.State)
	if c.State == presence.Stale && pbxclient.IsCode(c.Err, pbxclient.CodeForbidden) {
		id = "connection_no_events"
	}
	said := w.Say(id)
	if c.AsOf.IsZero() || c.State != presence.Stale && c.State != presence.Offline {
		return said
	}
	return w.Say("connection_as_of", With{
		"Connection": said, "Time": w.TimeOfDay(c.AsOf), "Age": w.Age(now.Sub(c.AsOf)),
	})
}
