package rows

import (
	"cmp"
	"slices"
	"time"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
)

// Dialled is a number that the user has called, however often.
type Dialled struct {
	Number    string // as it was sent
	Name      string // whose it was then, "" if that was not known
	PartyUUID string // the colleague whose it was, "" if it was nobody's
	Times     int
	Last      time.Time
}

// DialledOf are the numbers that kept calls, newest first, were placed to: each once however it was written, the one that was
// called last first.
func DialledOf(calls []journal.Call, region string) []Dialled {
	var list []Dialled
	at, keys := map[string]int{}, map[string]string{}
	for _, c := range calls {
		number := cmp.Or(c.Number, c.Called)
		if !c.Placed || number == "" {
			continue
		}
		key, met := keys[number]
		if !met {
			key = cmp.Or(dialplan.Canonical(number, region), number)
			keys[number] = key
		}
		i, known := at[key]
		if !known {
			i, at[key] = len(list), len(list)
			list = append(list, Dialled{Number: number, Name: c.Name, PartyUUID: c.PartyUUID, Last: c.Began})
		}
		list[i].Times++
	}
	return list
}

// often is how often a number has to be called to be one that is used much.
const often = 2

// MostUsed are the numbers that were called most, at most so many.
func MostUsed(dialled []Dialled, most int) []Dialled {
	list := slices.DeleteFunc(slices.Clone(dialled), func(d Dialled) bool { return d.Times < often })
	slices.SortStableFunc(list, func(a, b Dialled) int { return cmp.Compare(b.Times, a.Times) })
	return list[:min(most, len(list))]
}

// LastDialled are the numbers that were called last, at most so many.
func LastDialled(dialled []Dialled, most int) []Dialled { return dialled[:min(most, len(dialled))] }

// longestName is how much of a name is worth showing.
const longestName = 60

// choice says what a number shows that was called: with the name its colleague has now.
func (d Dialled) choice(s *presence.Snapshot, e Eyes) Choice {
	shown := dialplan.Display(d.Number, e.Region)
	if c := s.Contacts.Find(d.PartyUUID); c != nil {
		choice := ChoiceOf(c, e)
		choice.ID, choice.Number, choice.Detail = d.Number, true, shown
		return choice
	}
	choice := Choice{ID: d.Number, Number: true, Name: lang.Plain(d.Name, longestName), Detail: shown, Tone: Tone(d.Number)}
	if choice.Name == "" {
		choice.Name, choice.Detail = shown, ""
	} else {
		choice.Initials = Initials(choice.Name)
	}
	return choice
}

// OfMostUsed says what the numbers show that are used most.
func OfMostUsed(list []Dialled, s *presence.Snapshot, e Eyes) []Choice {
	choices := make([]Choice, len(list))
	for i, d := range list {
		choices[i] = d.choice(s, e)
		choices[i].also(e.Words.Say("dial_times", lang.With{"Count": d.Times}))
	}
	return choices
}

// OfLastDialled says what the numbers show that were called last.
func OfLastDialled(list []Dialled, s *presence.Snapshot, e Eyes) []Choice {
	choices := make([]Choice, len(list))
	for i, d := range list {
		choices[i] = d.choice(s, e)
		choices[i].also(e.Words.When(d.Last, e.Now))
	}
	return choices
}

// also says one thing more.
func (c *Choice) also(what string) {
	if c.Detail != "" {
		what = c.Detail + "  ·  " + what
	}
	c.Detail = what
}
