package rows

import "ringside/presence"

// Choice is what one tap chooses: somebody or a number to call, or a country.
type Choice struct {
	ID       string            // what is chosen: a colleague's UUID, a number, or a country's letters
	Number   bool              // the ID is a number to call
	Name     string            // whom it is
	Detail   string            // what else tells them apart; may be ""
	Initials string            // "" for a number that is nobody's
	Tone     int               // 0 to 5, see Contact
	Presence presence.Presence // of a colleague; "" otherwise
	Current  bool              // false while the presence is from earlier
}

// ChoiceOf says what a suggestion of a colleague shows.
func ChoiceOf(c *presence.Contact, e Eyes) Choice {
	choice := Choice{
		ID: c.UUID, Name: c.Name(), Detail: c.Extension, Initials: Initials(c.Name()), Tone: Tone(c.UUID),
		Presence: c.Presence, Current: e.Current,
	}
	if choice.Detail == "" {
		choice.Detail = e.Words.Presence(c.Presence)
	}
	return choice
}
