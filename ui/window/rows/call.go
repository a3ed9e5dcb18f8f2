package rows

import (
	"slices"
	"time"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

// Call is what a call card says.
type Call struct {
	Key      uint64
	UniqueID string // "" while the PBX has not named the call; it cannot be hung up until then
	Title    string // who, or the number
	Detail   string // the number beside a name; may be ""
	Stage    string // how far it is, or how it ended, as a sentence
	Lights   int    // stages reached, 1 to 3, of a call the user placed; 0 where there are none to show
	Timer    string // "" when there is no time to tell
	Inbound  bool
	Ended    bool
	Failed   bool // ended otherwise than by being talked to the end
}

// How long a card of a call that ended stays: a failure has to be read, a call that went well is over.
const (
	keepEnded  = 4 * time.Second
	keepFailed = 30 * time.Second
)

// Calls lists the cards of the user's own calls, oldest first. dismissed are the keys a person closed.
func Calls(s *presence.Snapshot, w *lang.Words, now time.Time, dismissed map[uint64]bool) []Call {
	var cards []Call
	for _, c := range s.Calls {
		if !c.Mine() || dismissed[c.Key] {
			continue
		}
		card := ofCall(c, s, w, now)
		keep := keepEnded
		if card.Failed {
			keep = keepFailed
		}
		if card.Ended && now.Sub(c.EndedAt) >= keep {
			continue
		}
		cards = append(cards, card)
	}
	return cards
}

func ofCall(c *presence.Call, s *presence.Snapshot, w *lang.Words, now time.Time) Call {
	number := c.Number
	if c.Normalized != "" {
		number = c.Normalized
	}
	shown := dialplan.Display(number, s.Region)
	card := Call{
		Key: c.Key, UniqueID: c.UniqueID, Title: c.Name, Detail: shown, Inbound: c.Role == presence.Callee,
		Ended: !c.Running(), Failed: !c.Running() && c.Outcome != presence.Answered,
	}
	if party := s.Contacts.Find(c.PartyUUID); party != nil {
		card.Title = party.Name()
	}
	if card.Title == "" {
		card.Title, card.Detail = shown, ""
	}
	if card.Title == "" {
		card.Title = w.Say("unknown_number")
	}
	switch {
	case card.Ended && c.NotStarted != "":
		card.Stage = w.NotStarted(c.NotStarted, card.Title)
	case card.Ended:
		card.Stage = w.Outcome(c)
	default:
		card.Stage = w.Stage(c)
	}
	if c.Role == presence.Caller && !card.Failed {
		card.Lights = lights(c.Stage)
	}
	if !c.AnsweredAt.IsZero() && c.Role != presence.NotMine {
		until := now
		if card.Ended {
			until = c.EndedAt
		}
		card.Timer = lang.Clock(until.Sub(c.AnsweredAt))
	}
	return card
}

// lights counts the stages that a card shows: your phone, theirs, talking.
func lights(s presence.Stage) int {
	switch s {
	case presence.TheyRing:
		return 2
	case presence.Connected:
		return 3
	}
	return 1
}

// HangUpFirst picks the call that a "hang up" without a choice means: the newest that runs.
func HangUpFirst(cards []Call) (Call, bool) {
	for _, c := range slices.Backward(cards) {
		if !c.Ended {
			return c, true
		}
	}
	return Call{}, false
}
