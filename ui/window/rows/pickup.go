package rows

import (
	"ringside/presence"
	"ringside/ui/lang"
)

// Pickup tells whether the own phone can pick up by itself when the user calls, and why.
type Pickup struct {
	Possible bool
	Why      string
}

// pickupOf goes by the one phone that the PBX will let ring: it can only ask a certain one to pick up.
func pickupOf(s *presence.Snapshot, m Mine, w *lang.Words) Pickup {
	if p, certain := s.Own().CertainPhone(); certain {
		return Pickup{true, w.Say("pickup_certain", lang.With{"Phone": phoneName(p, w)})}
	}
	for _, p := range m.Phones {
		if p.UUID == m.From {
			return Pickup{true, w.Say("pickup_chosen", lang.With{"Phone": p.Name})}
		}
	}
	if len(m.Phones) == 0 {
		return Pickup{false, w.Say("pickup_no_phone")}
	}
	return Pickup{false, w.Say("pickup_unchosen")}
}
