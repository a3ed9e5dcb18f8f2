package rows

import (
	"cmp"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
)

// Origin is what asks for a call from outside the window.
type Origin int

// The origins.
const (
	Link      Origin = iota // of another program
	Selection               // the desktop's shortcut was pressed for what is selected
)

// questions are how each of them is asked about: a number of no country, one of a country, and one that may cost more than a call.
var questions = [...]struct{ plain, to, premium string }{
	Link:      {"link_call", "link_call_to", "link_call_premium"},
	Selection: {"selected_call", "selected_call_to", "selected_call_premium"},
}

// LinkCall is a call that is asked for from outside the window. Nothing dials by itself.
type LinkCall struct {
	Sent     string // what would go to the PBX
	Question string // whether to call that
	// Always is the offer not to ask again, "" where it is always asked: for what may cost more than a call, for short numbers and
	// codes, and for other countries than the PBX's own.
	Always string
	// Meant is true for what a person asked for, and would not be surprised by: the keyboard may begin at calling it.
	Meant bool
}

// LinkCallOf asks about a number as a link or a selection has it. It fails with a [*dialplan.RefusedError] for what is none.
func LinkCallOf(link string, from Origin, rules dialplan.Rules, w *lang.Words) (LinkCall, error) {
	d, err := rules.Decide(link)
	if err != nil {
		return LinkCall{}, err
	}
	shown := lang.With{"Number": cmp.Or(d.International, d.Sent), "Kind": w.Kind(d.Kind), "Region": w.Region(d.Region)}
	ask := LinkCall{Sent: d.Sent, Question: w.Say(questions[from].plain, shown)}
	cheap := !d.Premium && d.RangeKnown()
	ask.Meant = from == Selection && cheap && (d.Kind == dialplan.E164 || d.Kind == dialplan.Extension)
	switch {
	case d.Premium:
		ask.Question = w.Say(questions[from].premium, shown)
	case d.Region != "" && d.Kind == dialplan.E164:
		ask.Question = w.Say(questions[from].to, shown)
	}
	if d.Kind == dialplan.E164 && cheap && d.Region != "" && d.Region == rules.Region {
		ask.Always = w.Say("link_call_always", shown)
	}
	return ask, nil
}
