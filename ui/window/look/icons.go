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

	Queue  Icon = "queue"
	Phones Icon = "phones"
	Switch Icon = "switch"
	QR     Icon = "qr"

	Wallboard Icon = "wallboard"
	Reset     Icon = "reset"
	Chart     Icon = "chart"

	Contacts  Icon = "contacts"
	History   Icon = "history"
	Settings  Icon = "settings"
	Checkup   Icon = "checkup"
	Search    Icon = "search"
	Close     Icon = "close"
	Back      Icon = "back"
	Next      Icon = "next"
	More      Icon = "more"
	Add       Icon = "add"
	Edit      Icon = "edit"
	Delete    Icon = "delete"
	Copy      Icon = "copy"
	Import    Icon = "import"
	Export    Icon = "export"
	Sync      Icon = "sync"
	Sort      Icon = "sort"
	Note      Icon = "note"
	Bell      Icon = "bell"
	Clock     Icon = "clock"
	Desk      Icon = "desk" // a hot desk
	Info      Icon = "info"
	Backspace Icon = "backspace"
	SignOut   Icon = "sign_out"
	Globe     Icon = "globe"

	// How a call went.
	CallMade      Icon = "call_made"
	CallReceived  Icon = "call_received"
	CallMissed    Icon = "call_missed"
	CallElsewhere Icon = "call_elsewhere"
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
