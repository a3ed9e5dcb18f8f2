package rows

import (
	"strings"
	"time"
	"unicode"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

// Contact is what a row says of a colleague.
type Contact struct {
	UUID, Name, Initials string
	Detail               string // the extension, where they sit, and where calls go instead; may be ""
	Presence             presence.Presence
	Word                 string // the presence in words, with how long it has been so where that matters
	DND, Forwarded       bool
	Favourite            bool
	Waited               bool // the user wants to be told when they are free
	Current              bool // false while the PBX cannot be heard: the presence is from earlier
	Callable             bool // a number is known
	Tone                 int  // 0 to 5: picks the avatar's colour, the same one every day
	Found                Spans
}

// Eyes is how a picture is looked at.
type Eyes struct {
	Words  *lang.Words
	Region string
	// Current is whether the picture is what holds now.
	Current bool
	Now     time.Time
	// Exact is whether seconds are worth showing: somebody watches them pass.
	Exact bool
	// Names gives the name that the own contacts have for a number, "" for none. It may be nil, and is called on any goroutine.
	Names func(number string) string
}

// See is how a picture is looked at now.
func See(s *presence.Snapshot, w *lang.Words, exact bool) Eyes {
	return Eyes{Words: w, Region: s.Region, Current: s.Fresh(), Now: time.Now(), Exact: exact}
}

// OfContact says what a row shows.
func OfContact(c *presence.Contact, e Eyes) Contact {
	row := Contact{
		UUID: c.UUID, Name: c.Name(), Initials: Initials(c.Name()), Presence: c.Presence, Word: e.presence(c),
		DND: c.DND.Or(false), Forwarded: c.Forward() != "", Favourite: c.Favourite, Waited: c.TellWhenFree, Current: e.Current,
		Callable: c.Extension != "", Tone: Tone(c.UUID),
	}
	parts := make([]string, 0, 4)
	if c.Extension != "" {
		parts = append(parts, c.Extension)
	}
	if desk := hotDesk(c); desk != "" {
		parts = append(parts, e.Words.Say("sits_at", lang.With{"Desk": desk}))
	}
	if row.DND {
		parts = append(parts, e.Words.Say("dnd_short"))
	}
	if row.Forwarded {
		parts = append(parts, e.Words.Say("forwarded_to", lang.With{"Number": dialplan.Display(c.Forward(), e.Region)}))
	}
	row.Detail = strings.Join(parts, "  ·  ")
	return row
}

// hotDesk is the name of the phone that somebody is logged in at, "" for none.
func hotDesk(c *presence.Contact) string {
	for _, p := range c.Phones {
		if p.HotDesk {
			return p.Name
		}
	}
	return ""
}

// presence says how somebody can be reached, and since when while that passes.
func (e Eyes) presence(c *presence.Contact) string {
	word := e.Words.Presence(c.Presence)
	if !e.Current || c.Since.IsZero() || !TimeMatters(c.Presence) {
		return word
	}
	if e.Exact {
		return word + " " + lang.Clock(e.Now.Sub(c.Since))
	}
	if ago := e.Now.Sub(c.Since); ago >= time.Minute {
		return word + " " + e.Words.Duration(ago.Truncate(time.Minute))
	}
	return word
}

// TimeMatters reports whether a person wants to know how long somebody's presence has been so.
func TimeMatters(p presence.Presence) bool {
	return p == presence.OnCall || p == presence.OnHold || p == presence.Ringing
}

// Initials takes the first letter of the first and of the last word that begins with one: "Bart de Vries" is BV.
func Initials(name string) string {
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

// tones is how many colours there are for initials.
const tones = 6

// Tone spreads identifiers over six colours.
func Tone(uuid string) int {
	sum := 0
	for i := range len(uuid) {
		sum = sum*31 + int(uuid[i])
	}
	return (sum%tones + tones) % tones
}
