package cli

import (
	"context"
	"errors"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/ui/checkup"
	"ringside/ui/lang"
)

// doctorCommand looks whether what makes an installation work does.
type doctorCommand struct{}

// checkedLine is the line of a check of `doctor --json`.
type checkedLine struct {
	Kind    string         `json:"kind"` // "check"
	Check   checkup.Check  `json:"check"`
	Status  checkup.Status `json:"status"`
	Facts   checkup.Facts  `json:"facts"`
	Summary string         `json:"summary"`
	Advice  *string        `json:"advice"` // null where there is nothing to do
}

// checkupLine is the last line of `doctor --json`: how many checks came out in each way.
type checkupLine struct {
	Kind      string `json:"kind"` // "checkup"
	OK        int    `json:"ok"`
	Attention int    `json:"attention"`
	Failed    int    `json:"failed"`
}

// Run prints each check in its turn, as soon as all before it are there.
func (c *doctorCommand) Run(ctx context.Context, j *job) error {
	come, order := map[checkup.Check]checkup.Result{}, checkup.Checks()
	count := map[checkup.Status]int{}
	var printed error
	err := j.checkUp(ctx, func(r checkup.Result) {
		come[r.Check] = r
		count[r.Status]++
		for len(order) > 0 && printed == nil {
			next, isThere := come[order[0]]
			if !isThere {
				return
			}
			order = order[1:]
			printed = errors.Join(j.check(next), j.out.Flush())
		}
	})
	if err = errors.Join(err, printed); err != nil {
		return err
	}
	if j.JSON {
		if err := j.line(checkupLine{"checkup", count[checkup.OK], count[checkup.Attention], count[checkup.Failed]}); err != nil {
			return err
		}
	}
	if n := count[checkup.Failed]; n > 0 {
		return refused(j.Words.Say("doctor_failed", lang.With{"Count": n}))
	}
	return nil
}

// check prints how one check came out.
func (j *job) check(r checkup.Result) error {
	advice := r.Advice(j.Words)
	if j.JSON {
		if r.Facts == nil {
			r.Facts = checkup.Facts{}
		}
		return j.line(checkedLine{"check", r.Check, r.Status, r.Facts, r.Summary(j.Words), share.Known(advice)})
	}
	text := r.Check.Name(j.Words) + " · " + r.Status.Name(j.Words) + "\n  " + r.Summary(j.Words)
	if advice != "" {
		text += "\n  → " + advice
	}
	return j.print(text)
}

// checkUp has the Ringside that runs look, which has the session, the icon and the window; or else looks from here.
func (j *job) checkUp(ctx context.Context, tell func(checkup.Result)) error {
	var asker checkup.Asker
	remote := j.runningTelling(ctx, func(kind string, line []byte) { asker.Take(kind, line) })
	if remote != nil {
		defer remote.Close()
		told := false
		err := asker.Ask(ctx, remote.Ask, remote.Hello().Account.ID(), func(r checkup.Result) {
			told = true
			tell(r)
		})
		if err == nil || told || ctx.Err() != nil {
			return err
		}
	}
	subject, done, err := j.subject(ctx, remote)
	if err != nil {
		return err
	}
	defer done()
	return checkup.Run(ctx, subject, tell)
}

// subject is what is looked at from here: remote is the Ringside that runs for this account, and knows no check-ups; nil for
// none. What is missing of an account is something to be told, and wrong usage only where it was typed.
func (j *job) subject(ctx context.Context, remote *share.Remote) (s checkup.Subject, done func(), err error) {
	s = checkup.Subject{Folder: j.Folder, HasDisplay: j.HasDisplay(), Running: j.residentAt(ctx)}
	if s.Account, err = j.account(); err != nil {
		return s, nil, err
	}
	if _, err := pbxclient.ParseAddress(s.Account.Address, s.Account.PlainHTTP); err != nil && j.PBX != "" {
		return s, nil, wrongUsage(j.Words.Error(err) + j.flagFor(err, s.Account))
	}
	if remote != nil {
		if s.Client, s.Account, err = relayed(remote); err == nil {
			return s, func() {}, nil
		}
	}
	if s.Account.Valid() != nil {
		return s, func() {}, nil
	}
	secret, err := j.unlockedSecret(ctx, s.Account)
	if err != nil {
		s.NoSecret = true
		return s, func() {}, nil
	}
	client, err := s.Account.Client(secret, pbxclient.Config{})
	switch {
	case errors.Is(err, account.ErrCAFile): // which is something to be told
		return s, func() {}, nil
	case err != nil:
		return s, nil, err
	}
	s.Client = client
	return s, client.CloseIdle, nil
}

// unlockedSecret is the secret of an account, unless a person would have to unlock it: that is something to be told here.
func (j *job) unlockedSecret(ctx context.Context, a account.Account) (string, error) {
	if j.Keyring == nil && j.Secret == "" {
		looking, cancel := context.WithTimeout(ctx, keyringDeadline)
		defer cancel()
		if state, err := account.FindKeyring(looking); err != nil || state == account.KeyringLocked {
			return "", account.ErrKeyringTimeout
		}
	}
	return j.secret(ctx, a)
}

// residentAt is the Ringside that runs here, whoever is signed in there; nil for none.
func (j *job) residentAt(ctx context.Context) *checkup.Running {
	remote := meet(ctx, j.Place)
	if remote == nil {
		return nil
	}
	defer remote.Close()
	version := remote.Hello().Version
	return &checkup.Running{Version: version, Outdated: version != j.Program.Version}
}
