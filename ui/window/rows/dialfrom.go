package rows

import (
	"slices"

	"ringside/presence"
	"ringside/ui/lang"
)

// DialFrom is what the dial page says of the phone that a call starts at.
type DialFrom struct {
	Phones   []Phone // to choose between; none where there is only one
	Chosen   string  // the UUID of one of them, "" for the PBX's choice
	ByItself string  // the name of the phone that the PBX chooses by itself, "" if it cannot tell
	PicksUp  bool    // it is going to pick up by itself
}

// DialFromOf says where a call starts if chosen, the UUID of a phone, was set for that; a phone that is no longer there counts
// as none. auto is whether the own phone shall pick up by itself.
func DialFromOf(s *presence.Snapshot, w *lang.Words, chosen string, auto bool) DialFrom {
	var from DialFrom
	phones := Phones(s, w)
	if slices.ContainsFunc(phones, func(p Phone) bool { return p.UUID == chosen }) {
		from.Chosen = chosen
	}
	certain, sure := s.Own().CertainPhone()
	for _, p := range phones {
		if sure && p.UUID == certain.UUID {
			from.ByItself = p.Name
		}
	}
	if len(phones) > 1 {
		from.Phones = phones
	}
	from.PicksUp = auto && (sure || from.Chosen != "")
	return from
}

// Equal reports whether two say the same.
func (f DialFrom) Equal(other DialFrom) bool {
	return f.Chosen == other.Chosen && f.ByItself == other.ByItself && f.PicksUp == other.PicksUp && slices.Equal(f.Phones, other.Phones)
}
