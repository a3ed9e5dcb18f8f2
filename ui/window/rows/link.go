package rows

import (
	"cmp"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
)

// LinkCall is a call that a link of another program asks for. A link never dials by itself.
type LinkCall struct {
	Sent     string // what would go to the PBX
	Question string // whether to call that
	// Always is the offer not to ask again, "" where it is always asked: for what may cost more than a call, for short numbers and
	// codes, and for other countries than the PBX's own.
	Always string
}

// LinkCallOf asks about a number as a link has it. It fails with a [*dialplan.RefusedError] for what is none.
func LinkCallOf(link string, rules dialplan.Rules, w *lang.Words) (LinkCall, error) {
	d, err := rules.Decide(link)
	if err != nil {
		return LinkCall{}, err
	}
	shown := lang.With{"Number": cmp.Or(d.International, d.Sent), "Kind": w.Kind(d.Kind), "Region": w.Region(d.Region)}
	ask := LinkCall{Sent: d.Sent, Question: w.Say("link_call", shown)}
	switch {
	case d.Premium:
		ask.Question = w.Say("link_call_premium", shown)
	case d.Region != "" && d.Kind == dialplan.E164:
		ask.Question = w.Say("link_call_to", shown)
	}
	if d.Kind == dialplan.E164 && !d.Premium && d.Region != "" && d.Region == rules.Region {
		ask.Always = w.Say("link_call_always", shown)
	}
	return ask, nil
}
