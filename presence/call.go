package presence

import (
	"time"

	"ringside/pbxclient"
)

// CallState is how far a call has come. Its text is what the command line prints.
type CallState string

// The states of a call.
const (
	CallIncoming CallState = "incoming" // known to the PBX, rings nowhere yet
	CallRinging  CallState = "ringing"
	CallActive   CallState = "active"
	CallEnded    CallState = "ended"
)

// Direction tells whose call it is, as seen from the office. Its text is what the command line prints.
type Direction string

// The directions of a call.
const (
	Inbound  Direction = "in"
	Outbound Direction = "out"
	Internal Direction = "internal"
)

// Outcome is how a call ended. Its text is what the command line prints.
type Outcome string

// The outcomes of a call that ended; for the own calls as the user would say it.
const (
	Answered  Outcome = "answered"
	Elsewhere Outcome = "elsewhere" // it rang the user, and somebody else answered
	Missed    Outcome = "missed"
	Busy      Outcome = "busy"
	NoAnswer  Outcome = "no_answer"
	Failed    Outcome = "failed"
	Expired   Outcome = "expired" // the PBX, or we, lost sight of it
	// Untold is that of a call which went outside and ended: the PBX does not tell whether anybody answered there. A call to the user
	// that rang a number of theirs outside has it if it went on for longer than phones ring.
	Untold Outcome = ""
)

// Role is the user's part in a call.
type Role uint8

// The roles. NotMine is a colleague's call.
const (
	NotMine Role = iota
	Caller
	Callee
)

// Stage is how far a call that the user placed has come, for the three lights of its card.
type Stage uint8

// The stages of a placed call.
const (
	YourPhoneRings Stage = iota + 1
	PickedUp             // your phone is picked up, the other side does not ring yet
	TheyRing
	Connected
)

// Call is the story of one call as the events told it. It is immutable: a change makes a new one with the same Key.
type Call struct {
	// Key identifies the call within this run of the program, from before the PBX has given it an identifier.
	Key uint64
	// UniqueID is the PBX's identifier, opaque; "" until the PBX has told it.
	UniqueID  string
	State     CallState
	Direction Direction
	Role      Role
	// Number and Name are the other party's for the own calls, the caller's for others; Normalized is that
	// number as E.164 if the PBX told it. All may be "".
	Number, Name, Normalized string
	// PartyUUID is the user on the other side, "" when it is none of the PBX's users.
	PartyUUID string
	// Called is the extension or the outside number that was called, "" if unknown.
	Called string
	Stage  Stage // for calls the user placed; else zero
	// NotStarted is the PBX's reason for not starting a placed call, "" if it did.
	NotStarted pbxclient.Outcome
	// Outcome is how it ended; "" while it has not, and see Untold. AnsweredBy is the user who answered, or the name of the phone; "" if nobody.
	Outcome    Outcome
	AnsweredBy string
	// Began, AnsweredAt and EndedAt are by the local clock; zero when it has not happened or was not seen. So is PickedUpAt: when
	// the own phone of a call that the user placed was picked up.
	Began, PickedUpAt, AnsweredAt, EndedAt time.Time
	// Transferred counts the transfers that were reported as successful.
	Transferred int
	// TransferFailed is true when the last transfer reported was a failure.
	TransferFailed bool
	// TransferTo is the number that the last transfer reported was to, "" if none was or that is not known.
	TransferTo string
	// CallerPhone is the UUID of the phone that calls, "" from outside or if that is not known.
	CallerPhone string
	// Phones are the UUIDs of the phones that the call is at on the other side: those that ring for it, or the one where it was
	// answered; none where they are not known. They never change once published.
	Phones []string
}

// Mine reports whether the user takes part: they placed it, or it rang them.
func (c *Call) Mine() bool { return c.Role != NotMine }

// Running reports whether the call has not ended.
func (c *Call) Running() bool { return c.State != CallEnded }
