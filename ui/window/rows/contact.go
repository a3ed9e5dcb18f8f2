package rows

import (
	"strings"
	"unicode"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

// Contact is what a row says of a colleague.
type Contact struct {
	UUID, Name, Initials string
	Detail               string // the extension and where calls go instead; may be ""
	Presence             presence.Presence
	Word                 string // the presence in a word
	DND                  bool
	Favourite            bool
	Current              bool // false while the PBX cannot be heard: the presence is from earlier
	Callable             bool // a number is known
	Tone                 int  // 0 to 5: picks the avatar's colour, the same one every day
}

// OfContact says what a row shows. current is whether the picture is what holds now.
func OfContact(c *presence.Contact, w *lang.Words, region string, current bool) Contact {
	row := Contact{
		UUID: c.UUID, Name: c.Name(), Initials: initials(c.Name()), Presence: c.Presence, Word: w.Presence(c.Presence),
		DND: c.DND.Or(false), Favourite: c.Favourite, Current: current, Callable: c.Extension != "", Tone: tone(c.UUID),
	}
	parts := make([]string, 0, 3)
	if c.Extension != "" {
		parts = append(parts, c.Extension)
	}
	if row.DND {
		parts = append(parts, w.Say("dnd_short"))
	}
	if to := c.Forward(); to != "" {
		parts = append(parts, w.Say("forwarded_to", lang.With{"Number": dialplan.Display(to, region)}))
	}
	row.Detail = strings.Join(parts, "  ·  ")
	return row
}

// initials takes the first letter of the first and of the last word that begins with one: "Bart de Vries" is BV.
func initials(name string) string {
	var letters []rune
	for _, word := range strings.Fields(name) {
		first := []rune(word)[0]
		if unicode.IsLetter(first) || unicode.IsDigit(first) {
			letters = append(letters, unicode.ToUpper(first))
		}
	}
	switch len(letters) {
	case 0:
		return "?"
	case 1:
		return string(letters[0])
	}
	return string(letters[0]) + string(letters[len(letters)-1])
}

// tone spreads identifiers over six colours.
func tone(uuid string) int {
	sum := 0
	for i := range len(uuid) {
		sum = sum*31 + int(uuid[i])
	}
	return (sum%6 + 6) % 6
}
