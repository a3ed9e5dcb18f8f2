package cli

import (
	"context"
	"fmt"
	"net"

	"ringside/ui/demo"
	"ringside/ui/lang"
)

// pbxCommand serves the built-in PBX.
type pbxCommand struct {
	Listen string `default:"127.0.0.1:0" placeholder:"HOST:PORT"`
	Users  int    `default:"25" placeholder:"N"`
	Seed   int64  `default:"1" placeholder:"N"`
	Quiet  bool
	TLS    bool `name:"tls"`
}

// Run serves until it is interrupted. What it prints first is for scripts, and so the same in every language.
func (c *pbxCommand) Run(ctx context.Context, j *job) error {
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return wrongUsage(j.Words.Say("usage_bad_value", lang.With{"What": lang.Plain(c.Listen, 60)}))
	}
	office, err := demo.Start(ctx, demo.Options{Listen: c.Listen, Users: c.Users, Seed: c.Seed, Quiet: c.Quiet, TLS: c.TLS})
	if err != nil {
		return err
	}
	defer office.Close()
	fmt.Fprintln(j.out, "listening on", office.URL)
	for _, a := range office.PBX.Accounts() {
		fmt.Fprintln(j.out, "user", a.UserName, a.Password)
	}
	fmt.Fprintln(j.out, "apikey", office.PBX.APIKey())
	if c.TLS {
		fmt.Fprintln(j.out, "fingerprint", office.Fingerprint)
	}
	if err := j.out.Flush(); err != nil {
		return err
	}
	office.Wait()
	return nil
}
