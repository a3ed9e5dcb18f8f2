package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"ringside/assets"
	"ringside/presence"
)

// Icon is the name of one of Ringside's own icons.
type Icon string

// The icons.
const (
	Call        Icon = "call"
	HangUp      Icon = "hangup"
	Star        Icon = "star"
	StarOutline Icon = "star_outline"
	DND         Icon = "dnd"
	Forward     Icon = "forward"
	Voicemail   Icon = "voicemail"
	People      Icon = "people"
	Person      Icon = "person"
	DialPad     Icon = "dialpad"
	Warning     Icon = "warning"
	Check       Icon = "check"
)

// In gives the icon in a colour of the theme.
func (i Icon) In(c fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(embedded(string(i)+".svg"), c)
}

// Plain gives the icon in the colour of text, which buttons change as they need.
func (i Icon) Plain() fyne.Resource { return theme.NewThemedResource(embedded(string(i) + ".svg")) }

// App is the application's icon, as PNG because trays take nothing else.
func App() fyne.Resource { return embedded("ringside.png") }

// MarkOf names the sign of a presence; its shape tells as much as its colour.
func MarkOf(p presence.Presence) Icon { return Icon("presence_" + string(p)) }

// PresenceColor names the colour of a presence; one that is not current is grey.
func PresenceColor(p presence.Presence, current bool) fyne.ThemeColorName {
	if !current {
		return Absent
	}
	switch p {
	case presence.Available:
		return Free
	case presence.Ringing:
		return Rings
	case presence.OnCall:
		return Engaged
	case presence.OnHold:
		return Held
	}
	return Absent
}

func embedded(name string) fyne.Resource {
	content, err := assets.Icons.ReadFile("icons/" + name)
	if err != nil {
		panic(err) // a test asks for every icon
	}
	return fyne.NewStaticResource(name, content)
}
