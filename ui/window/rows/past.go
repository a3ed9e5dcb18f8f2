package rows

import (
	"cmp"
	"strings"
	"time"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
)

// PastKind is how a call went, as its sign tells it.
type PastKind uint8

// The kinds of calls that were: the user called, they talked to who called, they missed it, or somebody else answered.
const (
	PastOut PastKind = iota
	PastIn
	PastMissed
	PastElsewhere
)

// Past is what a row says of a call that was.
type Past struct {
	Key    string // of the kept call
	Kind   PastKind
	Who    string // a name, the number of somebody without one, or that it is not known
	Number string // as people write it; "" where Who says it already
	How    string // how it went, in words: "Incoming · 4 min"
	When   string
	Note   string // its first line
	Dial   string // what calls them back, as it would be typed; "" where no number is known
}

// maxWho is how much is shown of what callers call themselves, in characters.
const maxWho = 60

// OfPast says what a row shows of a call. people are the PBX's users, nil where they are of no use.
func OfPast(c *journal.Call, people *presence.Roster, e Eyes) Past {
	p := Past{Key: c.Key, Kind: kindOf(c), How: e.how(c, people), When: e.Words.When(c.Began, e.Now), Dial: dialOf(c, people)}
	p.Note, _, _ = strings.Cut(strings.TrimSpace(c.Note), "\n")
	p.Who, p.Number = e.party(c, people)
	return p
}

// PastCalls says what rows show of calls that all were with one party: when and how, not with whom.
func PastCalls(calls []journal.Call, e Eyes) []Past {
	list := make([]Past, len(calls))
	for i := range calls {
		list[i] = OfPast(&calls[i], nil, e)
	}
	return list
}

func kindOf(c *journal.Call) PastKind {
	switch {
	case c.Placed:
		return PastOut
	case c.Outcome == string(presence.Missed):
		return PastMissed
	case c.Outcome == string(presence.Elsewhere), c.Outcome == string(presence.Answered) && !c.Talked:
		return PastElsewhere
	}
	return PastIn
}

// party names the other side: the PBX's user, whom the own contacts have for the number, what the PBX said, or the number.
func (e Eyes) party(c *journal.Call, people *presence.Roster) (who, number string) {
	number = e.written(numberOf(c))
	who = lang.Plain(e.name(c, people), maxWho)
	if who == "" || who == c.Number {
		who, number = number, ""
	}
	if who == "" {
		who = e.Words.Say("unknown_number")
	}
	return who, number
}

// name is the other side's, "" where none is known.
func (e Eyes) name(c *journal.Call, people *presence.Roster) string {
	if user := people.Find(c.PartyUUID); user != nil {
		return user.Name()
	}
	if e.Names != nil && numberOf(c) != "" {
		if known := e.Names(numberOf(c)); known != "" {
			return known
		}
	}
	return c.Name
}

// written is a number as people write it, whatever spelling of it the PBX gave.
func (e Eyes) written(number string) string {
	if key := dialplan.Canonical(number, e.Region); strings.HasPrefix(key, "+") {
		number = dialplan.Display(key, e.Region)
	}
	return lang.Plain(number, maxWho)
}

func numberOf(c *journal.Call) string { return cmp.Or(c.Normalized, c.Number) }

func dialOf(c *journal.Call, people *presence.Roster) string {
	if user := people.Find(c.PartyUUID); user != nil && user.Extension != "" {
		return user.Extension
	}
	return numberOf(c)
}

// how says in a few words how a call went.
func (e Eyes) how(c *journal.Call, people *presence.Roster) string {
	w := e.Words
	by := lang.Plain(c.AnsweredBy, maxWho)
	switch kindOf(c) {
	case PastMissed:
		if c.Declined {
			return w.Say("past_declined")
		}
		return w.Say("outcome_missed")
	case PastElsewhere:
		return w.Say("outcome_elsewhere", lang.With{"By": by})
	case PastOut:
		said := w.Say("past_out") + " · " + e.result(c)
		if party := people.Find(c.PartyUUID); by != "" && by != c.Name && (party == nil || party.Name() != by) {
			said += " · " + w.Say("past_by", lang.With{"By": by})
		}
		return said
	}
	return w.Say("past_in") + " · " + e.result(c)
}

// result says for how long they talked, or why they did not.
func (e Eyes) result(c *journal.Call) string {
	switch presence.Outcome(c.Outcome) {
	case "":
		return e.Words.Say("past_running")
	case presence.Answered:
		if c.Answered.IsZero() || c.Ended.IsZero() {
			return e.Words.Say("past_unseen")
		}
		return e.Words.Duration(max(c.Duration(), time.Second))
	case journal.Untold:
		return e.Words.Say("past_untold", lang.With{"Time": e.Words.Duration(max(c.Ended.Sub(c.Began), time.Second))})
	case presence.Busy:
		return e.Words.Say("past_busy")
	case presence.NoAnswer, presence.Missed:
		return e.Words.Say("past_no_answer")
	case presence.Failed:
		return e.Words.Say("past_failed")
	}
	return e.Words.Say("past_unseen") // it ended while nobody looked
}

// UnderDay leaves to the heading which day it was.
func (p Past) UnderDay(c *journal.Call, e Eyes) Past {
	p.When = e.Words.TimeOfDay(c.Began)
	return p
}
