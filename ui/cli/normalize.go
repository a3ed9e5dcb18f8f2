package cli

import (
	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
	"ringside/ui/settings"
)

// normalizeCommand tells what would be sent for a number, and why. It asks nobody.
type normalizeCommand struct {
	Number string `arg:""`
}

// normalizeLine is the line of `normalize --json`.
type normalizeLine struct {
	Input string        `json:"input"`
	Sent  string        `json:"sent_number"`
	Kind  dialplan.Kind `json:"kind"`
}

// shortCodes are those that a person set. Settings that cannot be read have none, as everywhere.
func (j *job) shortCodes() map[string]string {
	set, _ := settings.Load(j.Folder)
	return set.ShortCodes
}

// Run decides with the region of the flag or the kept account. Without the PBX no extension is known.
func (c *normalizeCommand) Run(j *job) error {
	a, err := j.account()
	if err != nil {
		return err
	}
	decision, err := dialplan.Rules{Region: a.Region, ShortCodes: j.shortCodes()}.Decide(c.Number)
	if err != nil {
		return wrongUsage(j.Words.Error(err))
	}
	if j.JSON {
		return j.line(normalizeLine{Input: c.Number, Sent: decision.Sent, Kind: decision.Kind})
	}
	kind := j.Words.Kind(decision.Kind)
	if decision.Region != "" {
		kind += ", " + j.Words.Region(decision.Region)
	}
	if err := j.say("normalize_sent", lang.With{"Number": decision.Sent, "Kind": kind}); err != nil {
		return err
	}
	for _, step := range decision.Steps {
		if err := j.print("  " + j.Words.Step(step)); err != nil {
			return err
		}
	}
	return nil
}
