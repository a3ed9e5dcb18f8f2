// Package hooks tells other programs of the user's calls: a page in the browser about who calls, and a program of the user's
// own. Both are off until a person sets them.
package hooks

import (
	"cmp"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

// Moment is what happened to a call.
type Moment string

// The moments. Their text is what programs are given.
const (
	Ring   Moment = "ring"   // somebody calls
	Answer Moment = "answer" // the user is connected, whoever called
	Miss   Moment = "miss"   // a call that rang was missed
)

// Call is a call at a moment, as other programs are told of it.
type Call struct {
	Moment    Moment
	Direction presence.Direction
	Number    string // of the other side, as the PBX wrote it; "" for a withheld one
	E164      string // the same, "" where it is none that the world could call
	Name      string // of the other side, "" if unknown
	Called    string // what was called, "" if unknown
	ID        string // the PBX's identifier of the call, "" while it has none
}

// longest is how many characters of a text are passed on.
const longest = 200

// Of tells of a call at a moment. The text in it is made plain: a caller's name is an attacker's.
func Of(c *presence.Call, m Moment, rules dialplan.Rules) Call {
	e164 := c.Normalized
	if decision, err := rules.Decide(cmp.Or(c.Normalized, c.Number)); err == nil && decision.Kind == dialplan.E164 {
		e164 = decision.Sent
	}
	plain := func(text string) string { return lang.Plain(text, longest) }
	return Call{
		Moment: m, Direction: c.Direction, Number: plain(c.Number), E164: plain(e164), Name: plain(c.Name),
		Called: plain(c.Called), ID: c.UniqueID,
	}
}

// values are what is told of a call, by the names that they have for others.
func (c Call) values() map[string]string {
	return map[string]string{
		"event": string(c.Moment), "direction": string(c.Direction), "number": c.Number, "e164": c.E164, "name": c.Name,
		"called": c.Called, "id": c.ID,
	}
}
