package rows

import (
	"cmp"
	"slices"
	"time"

	"ringside/presence"
	"ringside/ui/lang"
)

// Call is what a call card says.
type Call struct {
	Key      uint64
	UniqueID string // "" while the PBX has not named the call; it cannot be hung up until then
	Title    string // who, or the number
	Detail   string // the number beside a name, and what was called; may be ""
	Stage    string // how far it is, or how it ended, and what can be done, in sentences
	Short    string // Stage in a word or two
	Lights   int    // stages reached, 1 to 3, of a call the user placed; 0 where there are none to show
	Timer    string // "" when there is no time to tell
	Inbound  bool
	Rings    bool // the user is called at this moment
	Talking  bool
	Ended    bool
	Failed   bool // ended otherwise than by being talked to the end
	// Presence is that of a colleague on the other side, and Word says it; Word is "" for anybody else.
	Presence presence.Presence
	Word     string
	Current  bool // the presence is what holds now
}

// How long a card of a call that ended stays: a failure has to be read, a call that went well is over.
const (
	keepEnded  = 4 * time.Second
	keepFailed = 30 * time.Second
)

// Calls lists the cards of the user's own calls, oldest first. dismissed are the keys a person closed.
func Calls(s *presence.Snapshot, e Eyes, dismissed map[uint64]bool) []Call {
	var cards []Call
	for _, c := range s.Calls {
		if !c.Mine() || dismissed[c.Key] {
			continue
		}
		card := ofCall(c, s, e)
		keep := keepEnded
		if card.Failed {
			keep = keepFailed
		}
		if card.Ended && e.Now.Sub(c.EndedAt) >= keep {
			continue
		}
		cards = append(cards, card)
	}
	return cards
}

func ofCall(c *presence.Call, s *presence.Snapshot, e Eyes) Call {
	card := Call{
		Key: c.Key, UniqueID: c.UniqueID, Inbound: c.Role == presence.Callee, Current: e.Current,
		Ended: !c.Running(), Failed: !c.Running() && c.Outcome != presence.Answered && c.Outcome != presence.Untold,
	}
	card.Rings = card.Inbound && (c.State == presence.CallRinging || c.State == presence.CallIncoming)
	card.Talking = c.State == presence.CallActive
	card.who(c, s, e)
	card.stage(c, e)
	if c.Role == presence.Caller && !card.Failed && !outside(c) {
		card.Lights = lights(c.Stage)
	}
	if since := talkingSince(c); !since.IsZero() && c.Role != presence.NotMine {
		until := e.Now
		if card.Ended {
			until = c.EndedAt
		}
		card.Timer = lang.Clock(until.Sub(since))
	}
	return card
}

// outside reports whether a call is on its way to somebody outside: the PBX tells neither when their phone rings nor when they answer.
func outside(c *presence.Call) bool {
	return c.Role == presence.Caller && c.Direction == presence.Outbound && c.Stage == presence.PickedUp
}

// talkingSince is when a call was answered. Of one that goes outside the PBX does not tell it, so that the time since the own
// phone was picked up has to do.
func talkingSince(c *presence.Call) time.Time {
	if c.AnsweredAt.IsZero() && c.Direction == presence.Outbound {
		return c.PickedUpAt
	}
	return c.AnsweredAt
}

// who says who is on the other side, and what they called.
func (card *Call) who(c *presence.Call, s *presence.Snapshot, e Eyes) {
	number := cmp.Or(c.Normalized, c.Number)
	shown := e.written(number)
	card.Title, card.Detail = lang.Plain(c.Name, maxWho), shown
	if party := s.Contacts.Find(c.PartyUUID); party != nil {
		card.Title = party.Name()
		card.Presence, card.Word = party.Presence, e.Words.Presence(party.Presence)
	} else if e.Names != nil && number != "" {
		card.Title = cmp.Or(lang.Plain(e.Names(number), maxWho), card.Title)
	}
	if card.Title == "" || card.Title == c.Number {
		card.Title, card.Detail = shown, ""
	}
	if card.Title == "" {
		card.Title = e.Words.Say("unknown_number")
	}
	if me := s.Own(); card.Inbound && c.Called != "" && (me == nil || c.Called != me.Extension) { // a queue, a group, a number of the office
		called := e.Words.Say("card_called", lang.With{"Number": e.number(c.Called, s.Contacts)})
		if card.Detail != "" {
			called = card.Detail + "  ·  " + called
		}
		card.Detail = called
	}
}

// stage says how far the call has come, and what the user can do.
func (card *Call) stage(c *presence.Call, e Eyes) {
	w := e.Words
	by := lang.Plain(c.AnsweredBy, maxWho)
	switch {
	case card.Ended && c.NotStarted != "":
		card.Stage = w.NotStarted(c.NotStarted, card.Title)
		card.Short = w.Say("card_not_started")
	case card.Ended:
		card.Stage = w.Outcome(c)
		card.Short = card.Stage
	case c.TransferFailed:
		card.Stage = w.Say("card_transfer_failed")
		card.Short = w.Stage(c)
	case c.Transferred > 0 && card.Talking && by != "":
		card.Stage = w.Say("card_transferred_to", lang.With{"Name": by})
		card.Short = card.Stage
	case c.Transferred > 0 && !card.Rings:
		card.Stage = w.Say("card_transferred")
		card.Short = card.Stage
	case outside(c):
		card.Stage = w.Say("card_outside")
		card.Short = w.Say("card_outside_short")
	case card.Rings:
		card.Stage = w.Say("card_rings")
		card.Short = w.Stage(c)
	default:
		card.Stage = w.Stage(c)
		card.Short = card.Stage
	}
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
