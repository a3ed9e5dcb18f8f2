package rows

import (
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
)

// Fact is something that is known, under what it is.
type Fact struct{ Label, Text string }

// CallDetail is what the detail of a call that was says.
type CallDetail struct {
	Past
	Facts    []Fact
	Numbers  []Number // the way to call them; one, or none
	Tone     int      // picks the colour of their initials, see [Tone]
	Initials string   // theirs; "" where no name is known
	FullNote string
}

// OfCallDetail says what the detail of a call shows.
func OfCallDetail(c *journal.Call, people *presence.Roster, e Eyes) CallDetail {
	d := CallDetail{Past: OfPast(c, people, e), FullNote: c.Note}
	if name := e.name(c, people); name != "" {
		d.Initials, d.Tone = Initials(name), Tone(c.PartyUUID+numberOf(c))
	}
	if user := people.Find(c.PartyUUID); user != nil {
		d.Tone = Tone(user.UUID)
	}
	if d.Dial != "" {
		d.Numbers = []Number{{e.Words.Say(numberLabel(c)), e.written(d.Dial), d.Dial}}
	}
	d.Facts = e.facts(c, people)
	return d
}

func numberLabel(c *journal.Call) string {
	if c.Direction == string(presence.Internal) {
		return "number_extension"
	}
	return "fact_number"
}

// facts are all that is known of a call, as far as a person can use it.
func (e Eyes) facts(c *journal.Call, people *presence.Roster) []Fact {
	w := e.Words
	var list []Fact
	add := func(label, text string) {
		if text != "" {
			list = append(list, Fact{w.Say(label), text})
		}
	}
	add("fact_began", w.Day(c.Began, e.Now)+", "+w.TimeOfDay(c.Began))
	switch {
	case c.Answered.IsZero():
		if !c.Ended.IsZero() {
			add("fact_rang", w.Duration(c.Ended.Sub(c.Began)))
		}
	default:
		add("fact_rang", w.Duration(c.Answered.Sub(c.Began)))
		if c.Duration() > 0 {
			add("fact_talked", lang.Clock(c.Duration()))
		}
	}
	if !c.Placed || c.Called != c.Number {
		add("fact_called", e.number(c.Called, people))
	}
	if who, _ := e.party(c, people); c.AnsweredBy != who {
		add("fact_answered_by", lang.Plain(c.AnsweredBy, maxWho))
	}
	if c.Transfers > 0 {
		add("fact_transfers", w.Say("past_transfers", lang.With{"Count": c.Transfers}))
	}
	if c.Direction != "" {
		add("fact_direction", w.Say("direction_"+c.Direction))
	}
	return list
}

// number writes a number, with the name of the colleague who has it.
func (e Eyes) number(number string, people *presence.Roster) string {
	shown := e.written(number)
	if number == "" {
		return ""
	}
	for user := range people.All() {
		if user.Extension == number {
			return user.Name() + " (" + shown + ")"
		}
	}
	return shown
}
