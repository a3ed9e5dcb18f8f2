package resident

import "ringside/pbxclient/account"

// startResident starts the part that stays, unless somebody has its place; then it is only slow.
func (l *Link) startResident() bool {
	claim, err := l.place.Claim()
	if err != nil {
		return false
	}
	_ = claim.Release()
	l.revived = true
	l.launch(residentArgs(l.demo, l.account))
	return true
}

// startAfresh has a window of the new version come in place of this one, if this one is to be seen.
func (l *Link) startAfresh() {
	if !l.isVisible() {
		return
	}
	var args []string
	if l.demo {
		args = append(args, "--demo")
	}
	l.launch(args)
}

func (l *Link) launch(args []string) {
	if err := l.start(l.program, args...); err != nil {
		l.log.Warn("the part that stays cannot be started", "error", err)
	}
}

// residentArgs is the command line for signing in as an account, without the secret: the keyring has that.
func residentArgs(demo bool, a account.Account) []string {
	if demo {
		return []string{"--demo", "--hidden"}
	}
	args := []string{"--hidden"}
	for _, f := range []struct{ flag, value string }{
		{"--pbx", a.Address},
		{"--user", a.UserName},
		{"--pin", a.Pin},
		{"--region", a.Region},
		{"--ca-file", a.CAFile},
		{"--proxy", a.Proxy},
	} {
		if f.value != "" {
			args = append(args, f.flag, f.value)
		}
	}
	if a.APIKey {
		args = append(args, "--api-key")
	}
	if a.PlainHTTP {
		args = append(args, "--insecure-http")
	}
	return args
}
