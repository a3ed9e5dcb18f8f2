package cli

import (
	"context"

	"ringside/pbxclient"
	"ringside/ui/lang"
)

// What a setting may be besides a number or a phone.
const (
	wordOn     = "on"
	wordOff    = "off"
	wordStatus = "status"
)

// dndCommand reads and sets do not disturb.
type dndCommand struct {
	State string `arg:"" name:"on|off|status" complete:"on,off,status"`
}

// dndLine, and the lines like it below, have the names of "Set user settings".
type dndLine struct {
	DND pbxclient.Opt[bool] `json:"dnd"`
}

// Run prints the setting as the PBX has it in the end.
func (c *dndCommand) Run(ctx context.Context, j *job) error {
	settings := func(on pbxclient.Opt[bool]) pbxclient.UserSettings { return pbxclient.UserSettings{DND: on} }
	return j.toggle(ctx, c.State, settings, func(u pbxclient.User) (pbxclient.Opt[bool], any) { return u.DND, dndLine{u.DND} })
}

// waitingCommand reads and sets call waiting.
type waitingCommand struct {
	State string `arg:"" name:"on|off|status" complete:"on,off,status"`
}

type waitingLine struct {
	CW pbxclient.Opt[bool] `json:"cw"`
}

// Run prints the setting as the PBX has it in the end.
func (c *waitingCommand) Run(ctx context.Context, j *job) error {
	settings := func(on pbxclient.Opt[bool]) pbxclient.UserSettings { return pbxclient.UserSettings{CW: on} }
	return j.toggle(ctx, c.State, settings, func(u pbxclient.User) (pbxclient.Opt[bool], any) { return u.CW, waitingLine{u.CW} })
}

// toggle sets a setting that is on or off, unless only its status is asked for, and prints what the PBX says it is.
func (j *job) toggle(ctx context.Context, state string, settings func(pbxclient.Opt[bool]) pbxclient.UserSettings,
	read func(pbxclient.User) (value pbxclient.Opt[bool], line any),
) error {
	var change pbxclient.UserSettings
	switch state {
	case wordOn, wordOff:
		change = settings(pbxclient.Some(state == wordOn))
	case wordStatus:
	default:
		return wrongUsage(j.Words.Say("usage_state", lang.With{"What": lang.Plain(state, 40)}))
	}
	o, err := j.own(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	u, err := o.set(ctx, change)
	if err != nil {
		return err
	}
	value, line := read(u)
	if err := j.value(line, onOff(j, value)); err != nil {
		return err
	}
	if on, isKnown := value.Get(); state != wordStatus && isKnown && on != (state == wordOn) {
		return j.kept(onOff(j, value))
	}
	return nil
}

// kept is the failure of a setting that the PBX accepted, and holds at another value.
func (j *job) kept(value string) error {
	return refused(j.Words.Say("setting_kept", lang.With{"Value": value}))
}

// forwardCommand reads and sets where calls are forwarded to.
type forwardCommand struct {
	To string `arg:"" name:"number|off|status" complete:"off,status"`
}

type forwardLine struct {
	CallForward pbxclient.Opt[string] `json:"call_forward"`
}

// Run decides on the number as for a call, and prints the setting as the PBX has it in the end.
func (c *forwardCommand) Run(ctx context.Context, j *job) error {
	o, err := j.own(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	var change pbxclient.UserSettings
	switch c.To {
	case wordStatus:
	case wordOff:
		change.CallForward = pbxclient.NullOpt[string]()
	default:
		sent, err := o.sent(ctx, c.To)
		if err != nil {
			return j.notPlanned(err)
		}
		change.CallForward = pbxclient.Some(sent)
	}
	u, err := o.set(ctx, change)
	if err != nil {
		return err
	}
	if err := j.value(forwardLine{u.CallForward}, j.orOff(u.CallForward)); err != nil {
		return err
	}
	if c.To == wordOff && u.CallForward.Or("") != "" { // another number may be the same one, written the PBX's way
		return j.kept(j.orOff(u.CallForward))
	}
	return nil
}

// hotdeskCommand reads and sets the phone at which a hot-desk user is logged in.
type hotdeskCommand struct {
	Desk string `arg:"" name:"phone-uuid|off|status" complete:"off,status"`
}

type hotdeskLine struct {
	HotDesk pbxclient.Opt[string] `json:"hot_desk"`
}

// Run prints the phone as the PBX has it in the end. Logging in takes an API key: a user cannot show that they sit there.
func (c *hotdeskCommand) Run(ctx context.Context, j *job) error {
	o, err := j.own(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	var change pbxclient.UserSettings
	switch c.Desk {
	case wordStatus:
	case wordOff:
		change.HotDesk = pbxclient.NullOpt[string]()
	default:
		change.HotDesk = pbxclient.Some(c.Desk)
	}
	u, err := o.set(ctx, change)
	if err != nil {
		return err
	}
	text := j.orOff(u.HotDesk)
	if desk := u.HotDesk.Or(""); desk != "" && !j.JSON {
		if name := o.phoneName(ctx, desk); name != "" {
			text += "  " + cellText(name)
		}
	}
	if err := j.value(hotdeskLine{u.HotDesk}, text); err != nil {
		return err
	}
	if sat := u.HotDesk.Or("") != ""; c.Desk != wordStatus && u.HotDesk.State != pbxclient.Missing && sat != (c.Desk != wordOff) {
		return j.kept(text)
	}
	return nil
}

// value prints a setting: as JSON, or as the word that sets it.
func (j *job) value(line any, text string) error {
	if j.JSON {
		return j.line(line)
	}
	return j.print(text)
}

func onOff(j *job, value pbxclient.Opt[bool]) string {
	on, isKnown := value.Get()
	switch {
	case !isKnown:
		return j.Words.Say("value_unknown")
	case on:
		return wordOn
	}
	return wordOff
}

// orOff is a setting that is a text, or off when it is empty or null.
func (j *job) orOff(value pbxclient.Opt[string]) string {
	switch {
	case value.State == pbxclient.Missing:
		return j.Words.Say("value_unknown")
	case value.Or("") == "":
		return wordOff
	}
	return lang.Plain(value.Value, 0)
}
