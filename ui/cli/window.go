package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ringside/pbxclient"
	"ringside/ui/demo"
	"ringside/ui/lang"
	"ringside/ui/schemes"
)

// windowCommand is what happens without a command.
type windowCommand struct {
	Demo   bool
	Hidden bool
	logFlag
	Number string `arg:"" optional:"" name:"tel-uri"`
}

// Run opens the window: in the Ringside that runs, or by becoming the part of it that stays. Where there is no display, the
// demo is shown at the terminal.
func (c *windowCommand) Run(ctx context.Context, j *job) error {
	if c.Number != "" && !isLink(c.Number) {
		return wrongUsage(j.Words.Say("usage_unknown_command", lang.With{"What": lang.Plain(c.Number, 40)}))
	}
	if c.Number != "" && flagAfter(j.Args, c.Number) { // whoever made the link could have added it, where a program splits its line anew
		return wrongUsage(j.Words.Say("usage_link_flags"))
	}
	switch {
	case c.Demo && !j.HasDisplay():
		return j.showDemo(ctx, demo.Options{}, terminalDemo)
	case !j.HasDisplay() && !c.Hidden && !j.runs(ctx, j.Place):
		return refused(j.Words.Say("window_no_display"))
	}
	request, err := c.request(j)
	if err != nil {
		return err
	}
	return j.Window(ctx, request)
}

// flagAfter reports whether one of the words behind a link is a flag.
func flagAfter(args []string, link string) bool {
	return slices.ContainsFunc(args[slices.Index(args, link)+1:], func(arg string) bool { return strings.HasPrefix(arg, "-") })
}

// request gathers what is wanted of the window. The keyring is not asked here: it may take as long as a person needs to
// unlock it, and there has to be a window meanwhile.
func (c *windowCommand) request(j *job) (WindowRequest, error) {
	request := WindowRequest{Hidden: c.Hidden, Number: c.Number, Demo: c.Demo, LogLevel: c.level()}
	if c.Demo {
		return request, nil
	}
	var err error
	request.Account, err = j.account()
	if wrong, ok := errors.AsType[*failure](err); ok && wrong.status == statusUsage {
		return request, err // anything else is cured by signing in again
	}
	if request.Account.Valid() != nil {
		return request, c.badFlags(j)
	}
	request.Named = j.PBX != "" || j.User != ""
	request.Secret = j.Secret
	return request, nil
}

// showWindowCommand is the window's own process, which the part that stays starts.
type showWindowCommand struct {
	Demo bool
	logFlag
}

// Run has the window until it ends.
func (c *showWindowCommand) Run(ctx context.Context, j *job) error {
	return j.ShowWindow(ctx, c.Demo, c.level())
}

// badFlags tells of an address that can never be one. What is only missing, the sign-in page asks for.
func (c *windowCommand) badFlags(j *job) error {
	if j.PBX == "" {
		return nil
	}
	_, err := pbxclient.ParseAddress(j.PBX, j.InsecureHTTP)
	if err == nil || errors.Is(err, pbxclient.ErrPlainHTTP) {
		return nil
	}
	return wrongUsage(j.Words.Error(err))
}

// isLink tells a link that another program hands over, with a number or to sign in with, from a command that does not exist.
func isLink(text string) bool {
	scheme, _, found := strings.Cut(text, ":")
	return found && schemes.Known(scheme)
}
