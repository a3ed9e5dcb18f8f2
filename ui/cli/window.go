package cli

import (
	"context"
	"errors"
	"strings"

	"ringside/pbxclient"
	"ringside/ui/demo"
	"ringside/ui/lang"
)

// windowCommand is what happens without a command.
type windowCommand struct {
	Demo   bool
	Hidden bool
	Number string `arg:"" optional:"" name:"tel-uri"`
}

// Run opens the window, or shows the demo at the terminal where there is no display.
func (c *windowCommand) Run(ctx context.Context, j *job) error {
	if c.Number != "" && !isTelephoneURI(c.Number) {
		return wrongUsage(j.Words.Say("usage_unknown_command", lang.With{"What": lang.Plain(c.Number, 40)}))
	}
	request, err := c.request(ctx, j)
	if err != nil {
		return err
	}
	if request.Demo != nil {
		defer request.Demo.Close()
	}
	switch {
	case j.HasDisplay():
		return j.Window(ctx, request)
	case c.Demo:
		return j.showDemo(ctx, request, terminalDemo)
	}
	return refused(j.Words.Say("window_no_display"))
}

// request gathers what the window has to be told. The keyring is the window's to ask: it may take as long as a person needs
// to unlock it, and there has to be a window meanwhile.
func (c *windowCommand) request(ctx context.Context, j *job) (WindowRequest, error) {
	request := WindowRequest{Hidden: c.Hidden, Number: c.Number}
	if c.Demo {
		office, err := demo.Start(ctx, demo.Options{})
		if err != nil {
			return request, err
		}
		request.Demo, request.Known = office, true
		request.Account, request.Secret = office.Login()
		return request, nil
	}
	if !j.HasDisplay() {
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
	request.Secret = j.Getenv(secretVariable)
	request.Known = request.Secret != ""
	return request, nil
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

// isTelephoneURI tells a number that another program hands over from a command that does not exist.
func isTelephoneURI(text string) bool {
	scheme, _, found := strings.Cut(strings.ToLower(text), ":")
	return found && (scheme == "tel" || scheme == "callto" || scheme == "sip" || scheme == "sips")
}
