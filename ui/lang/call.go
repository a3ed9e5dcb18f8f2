package lang

import (
	"strings"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

// NotStarted says why a call did not start and what to do about it. name is who was called, or the number; it may be "".
func (w *Words) NotStarted(o pbxclient.Outcome, name string) string {
	id := "not_started_" + strings.ReplaceAll(string(o), " ", "_")
	return w.Say(id, With{"Name": Plain(name, maxName)})
}

// Outcome says how a call ended; "" for one that runs.
func (w *Words) Outcome(c *presence.Call) string {
	by := Plain(c.AnsweredBy, maxName)
	switch {
	case c.Running():
		return ""
	case c.NotStarted != "":
		return w.NotStarted(c.NotStarted, Plain(firstOf(c.Name, c.Number), maxName))
	case c.Outcome == presence.Untold:
		return w.Say("outcome_untold")
	case c.Outcome == presence.Answered && c.Role == presence.Callee:
		by = "" // the user knows that it was them
	}
	return w.Say("outcome_"+string(c.Outcome), With{"By": by})
}

// Stage says how far a call has come that runs; "" for one that ended.
func (w *Words) Stage(c *presence.Call) string {
	name := With{"Name": Plain(firstOf(c.Name, c.Number), maxName)}
	switch {
	case c.State == presence.CallEnded:
		return ""
	case c.State == presence.CallActive, c.Stage == presence.Connected:
		return w.Say("stage_connected")
	case c.Stage == presence.YourPhoneRings:
		return w.Say("stage_your_phone_rings")
	case c.Stage == presence.PickedUp:
		return w.Say("stage_picked_up", name)
	case c.Stage == presence.TheyRing:
		return w.Say("stage_they_ring", name)
	case c.State == presence.CallRinging:
		return w.Say("stage_ringing")
	case c.Role == presence.Caller, c.Direction == presence.Outbound:
		return w.Say("stage_going_out")
	}
	return w.Say("stage_incoming")
}

// Kind says what a decided number is to the PBX.
func (w *Words) Kind(k dialplan.Kind) string { return w.Say("kind_" + string(k)) }

// Step says why a number is sent as it is: one step of the decision.
func (w *Words) Step(s dialplan.Step) string {
	text := w.Say("step_"+string(s.Code), With{"Detail": w.detail(s.Detail)})
	if s.From == s.To {
		return text
	}
	return w.Say("step_became", With{"Step": text, "From": Plain(s.From, 60), "To": Plain(s.To, 60)})
}

// detail is the part of a number, or the country, that a decision on it hangs on.
func (w *Words) detail(d string) string {
	if len(d) == 2 && strings.Trim(d, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return w.Region(d)
	}
	return Plain(d, maxNumber)
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
