package cli

import (
	"context"
	"strings"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
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
	defer o.client.CloseIdle()
	u, err := o.set(ctx, change)
	if err != nil {
		return err
	}
	value, line := read(u)
	if err := j.value(line, onOff(j, value)); err != nil {
		return err
	}
	if on, isKnown := value.Get(); state != wordStatus && isKnown && on != (state == wordOn) {
		return refused(j.Words.Say("setting_kept", lang.With{"Value": onOff(j, value)}))
	}
	return nil
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
	defer o.client.CloseIdle()
	var change pbxclient.UserSettings
	switch c.To {
	case wordStatus:
	case wordOff:
		change.CallForward = pbxclient.NullOpt[string]()
	default:
		decision, err := o.rules(ctx).Decide(c.To)
		if err != nil {
			return wrongUsage(j.Words.Error(err))
		}
		change.CallForward = pbxclient.Some(decision.Sent)
	}
	u, err := o.set(ctx, change)
	if err != nil {
		return err
	}
	return j.value(forwardLine{u.CallForward}, j.orOff(u.CallForward))
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
	defer o.client.CloseIdle()
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
		if phone, err := o.client.Phone(ctx, desk); err == nil && phone.Name.Or("") != "" {
			text += "  " + cellText(phone.Name.Value)
		}
	}
	return j.value(hotdeskLine{u.HotDesk}, text)
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

// owner is the user whose settings a command is about.
type owner struct {
	client  *pbxclient.Client
	account account.Account
	user    pbxclient.User // as listed, without a status
	known   map[string]bool
}

// own finds the user that is signed in or acted for. It needs one list and no events.
func (j *job) own(ctx context.Context) (*owner, error) {
	client, a, _, err := j.client(ctx)
	if err != nil {
		return nil, err
	}
	if a.UserName == "" {
		return nil, wrongUsage(j.Words.Say("usage_key_needs_user"))
	}
	o := &owner{client: client, account: a, known: map[string]bool{}}
	users, err := client.Users(ctx, pbxclient.ListOptions{})
	if err != nil {
		client.CloseIdle()
		return nil, err
	}
	for _, u := range users.Items {
		if u.Username == a.UserName || o.user.UUID == "" && strings.EqualFold(u.Username, a.UserName) {
			o.user = u
		}
		o.known[u.Username] = true
		for _, p := range u.Phones {
			o.known[p.Number] = true
		}
	}
	if o.user.UUID == "" {
		client.CloseIdle()
		return nil, presence.ErrNoUser
	}
	return o, nil
}

// set changes settings, if there is anything to change, and reads them back: the PBX's value is the truth.
func (o *owner) set(ctx context.Context, change pbxclient.UserSettings) (pbxclient.User, error) {
	if change != (pbxclient.UserSettings{}) {
		if _, err := o.client.SetUser(ctx, o.user.UUID, change); err != nil {
			return pbxclient.User{}, err
		}
	}
	return o.client.User(ctx, o.user.UUID, "")
}

// longestExtension is how many digits a number inside a PBX has at most. A longer one among somebody's phones is a number
// outside, such as their mobile.
const longestExtension = 6

// rules are the number rules of the PBX, as far as the list of users tells its extensions.
func (o *owner) rules(ctx context.Context) dialplan.Rules {
	rules := dialplan.Rules{Region: o.account.Region, Known: func(number string) bool {
		return len(number) <= longestExtension && o.known[number]
	}}
	if rules.Region == "" {
		// A PBX older than 4.1.10 does not tell; then a national number is refused with a reason.
		if system, err := o.client.SystemInformation(ctx); err == nil {
			rules.Region, _ = dialplan.RegionFor(system.Number, system.TimeZone)
		}
	}
	return rules
}
