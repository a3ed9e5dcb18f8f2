package presence

// Presence says how a colleague can be reached, as their phones tell it. Do not disturb and forwarding
// are shown beside it, never instead of it.
type Presence string

// The presences, weakest knowledge first. Their text is what the command line prints.
const (
	Unknown     Presence = "unknown"
	Unavailable Presence = "unavailable"
	Available   Presence = "available"
	OnHold      Presence = "on_hold"
	OnCall      Presence = "on_call"
	Ringing     Presence = "ringing"
)

// The PBX's status codes are bits once they are positive ("Phones", status_code): 9 is a phone in use
// that rings as well.
const (
	bitInUse       = 1
	bitBusy        = 2
	bitUnavailable = 4
	bitRinging     = 8
	bitOnHold      = 16
)

// OfCode reads one phone's status code.
func OfCode(code int) Presence {
	switch {
	case code < 0:
		return Unavailable
	case code&bitRinging != 0:
		return Ringing
	case code&(bitInUse|bitBusy) != 0:
		return OnCall
	case code&bitOnHold != 0:
		return OnHold
	case code&bitUnavailable != 0:
		return Unavailable
	case code == 0:
		return Available
	}
	return Unknown
}

// strength orders presences for a person with several phones. A phone we know nothing of outweighs one
// that is switched off: calling them "unavailable" would claim more than we know.
func (p Presence) strength() int {
	switch p {
	case Ringing:
		return 6
	case OnCall:
		return 5
	case OnHold:
		return 4
	case Available:
		return 3
	case Unknown:
		return 2
	}
	return 1
}

// presenceOf combines the phones a person has; without any they cannot be reached.
func presenceOf(phones []ContactPhone) Presence {
	strongest := Unavailable
	for _, p := range phones {
		if one := p.Presence(); one.strength() > strongest.strength() {
			strongest = one
		}
	}
	return strongest
}

// Presence is what the phone alone tells; Unknown while its status is not known.
func (p ContactPhone) Presence() Presence {
	if code, known := p.StatusCode.Get(); known {
		return OfCode(code)
	}
	return Unknown
}
