package rows

import (
	"slices"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

// Number is a way to reach somebody.
type Number struct {
	Label string // what kind it is
	Shown string // as people write it
	Dial  string // what to call, as it would be typed
}

// PersonDetail is what the detail of a colleague says.
type PersonDetail struct {
	Contact
	Numbers []Number
	Phones  []PhoneState
	Note    string // what the user noted about them
	Free    bool   // they can be called now
}

// PhoneState is one of somebody's phones, and what it does.
type PhoneState struct {
	Name, Word string
	Presence   presence.Presence
}

// OfPerson says what the detail of a colleague shows.
func OfPerson(c *presence.Contact, e Eyes) PersonDetail {
	d := PersonDetail{Contact: OfContact(c, e), Note: c.Note}
	d.Free = d.Presence == presence.Available && !d.DND && d.Current
	add := func(label, number string) {
		key := dialplan.Canonical(number, e.Region)
		if number == "" || slices.ContainsFunc(d.Numbers, func(n Number) bool { return dialplan.Canonical(n.Dial, e.Region) == key }) {
			return
		}
		d.Numbers = append(d.Numbers, Number{e.Words.Say(label), dialplan.Display(number, e.Region), number})
	}
	add("number_extension", c.Extension)
	for _, number := range assignedNumbers(c) {
		add("number_assigned", number)
	}
	add("number_forward", c.Forward())
	for _, p := range c.Phones {
		what := p.Presence()
		d.Phones = append(d.Phones, PhoneState{phoneName(p, e.Words), e.Words.Presence(what), what})
	}
	return d
}
