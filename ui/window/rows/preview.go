package rows

import (
	"errors"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
)

// Preview is what the dial field says below itself, before anything is sent.
type Preview struct {
	Sent string   // what would go to the PBX; "" when nothing would
	Line string   // one sentence: what is sent, or why nothing is; "" for an empty field
	Why  []string // the steps that led there, in order
}

// PreviewOf says what a typed number becomes.
func PreviewOf(typed string, rules dialplan.Rules, w *lang.Words) Preview {
	d, err := rules.Decide(typed)
	var refused *dialplan.RefusedError
	if errors.As(err, &refused) {
		if refused.Reason == dialplan.Empty {
			return Preview{}
		}
		return Preview{Line: w.Error(err), Why: steps(refused.Steps, w)}
	}
	p := Preview{Sent: d.Sent, Why: steps(d.Steps, w)}
	shown := d.Sent
	if d.International != "" {
		shown = d.International
	}
	p.Line = w.Say("will_be_sent", lang.With{"Number": shown, "Kind": w.Kind(d.Kind)})
	if d.Region != "" {
		p.Line = w.Say("will_be_sent_to", lang.With{"Number": shown, "Region": w.Region(d.Region)})
	}
	return p
}

func steps(list []dialplan.Step, w *lang.Words) []string {
	said := make([]string, len(list))
	for i, s := range list {
		said[i] = w.Step(s)
	}
	return said
}
