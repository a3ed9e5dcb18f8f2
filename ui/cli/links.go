package cli

import (
	"os"

	"ringside/pbxclient"
	"ringside/ui/lang"
	"ringside/ui/schemes"
)

// linksCommand reads and sets whether Ringside opens the telephone links of other programs.
type linksCommand struct {
	State string `arg:"" name:"on|off|status" complete:"on,off,status"`
}

// linksLine is the line of `links --json`.
type linksLine struct {
	Links bool `json:"links"`
}

// Run prints how the desktop has it in the end.
func (c *linksCommand) Run(j *job) error {
	switch c.State {
	case wordOn, wordOff:
		program, err := os.Executable()
		if err != nil {
			return err
		}
		if err := schemes.Set(program, c.State == wordOn); err != nil {
			return err
		}
	case wordStatus:
	default:
		return wrongUsage(j.Words.Say("usage_state", lang.With{"What": lang.Plain(c.State, 40)}))
	}
	on, err := schemes.Enabled()
	if err != nil {
		return err
	}
	return j.value(linksLine{on}, onOff(j, pbxclient.Some(on)))
}
