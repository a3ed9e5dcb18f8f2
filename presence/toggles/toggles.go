// Package toggles remembers what was seen of the switches of a PBX, which tells how they stand, and neither since when nor who
// set them.
package toggles

import (
	"maps"
	"time"

	"ringside/pbxclient"
)

// Switch is a switch as it was read last, with what is known of how it came to stand so.
type Switch struct {
	pbxclient.Switch
	Seen Seen
}

// Seen is how a switch was seen to stand.
type Seen struct {
	Value pbxclient.Opt[string] `json:"value,omitzero"`
	// It became so between After and By; both are zero for one that has been so for as long as anybody looked.
	After time.Time `json:"after,omitzero"`
	By    time.Time `json:"by,omitzero"`
	Ours  bool      `json:"ours,omitempty"` // Ringside set it
	Read  time.Time `json:"read"`           // when it was last seen to be so
}

// record is what was seen of the switches of one PBX, by their UUIDs.
type record map[string]Seen

// saw takes a list of all switches that was asked for at a time and came at another. What has been set since it was asked for
// stays as it was set: the list is older than that.
func (r record) saw(list []pbxclient.Switch, asked, came time.Time) []Switch {
	all, named := make([]Switch, len(list)), map[string]bool{}
	for i, sw := range list {
		named[sw.UUID] = true
		old, known := r[sw.UUID]
		switch {
		case sw.Value.State == pbxclient.Missing:
		case !known:
			r[sw.UUID] = Seen{Value: sw.Value, Read: asked}
		case sw.Value == old.Value:
			old.Read = later(old.Read, asked)
			r[sw.UUID] = old
		case asked.Before(old.Read):
			sw.Value = old.Value
		default:
			r[sw.UUID] = Seen{Value: sw.Value, After: old.Read, By: came, Read: asked}
		}
		all[i] = Switch{sw, r[sw.UUID]}
	}
	maps.DeleteFunc(r, func(uuid string, _ Seen) bool { return !named[uuid] })
	return all
}

// set takes a switch as it was read back after Ringside set it.
func (r record) set(sw pbxclient.Switch, at time.Time) Switch {
	if sw.Value.State != pbxclient.Missing {
		r[sw.UUID] = Seen{Value: sw.Value, After: at, By: at, Ours: true, Read: at}
	}
	return Switch{sw, r[sw.UUID]}
}

// takeIn takes over what somebody else has seen later.
func (r record) takeIn(other record) {
	for uuid, theirs := range other {
		if theirs.Read.After(r[uuid].Read) {
			r[uuid] = theirs
		}
	}
}

// worthKeeping reports whether there is more to keep than was kept: another state, or one that was seen much later.
func (r record) worthKeeping(kept record) bool {
	return !maps.EqualFunc(r, kept, func(a, b Seen) bool {
		return a.Value == b.Value && a.By.Equal(b.By) && a.Ours == b.Ours && a.Read.Sub(b.Read) < keepEvery
	})
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
