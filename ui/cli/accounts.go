package cli

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
)

// accountsCommand is about the PBXes that somebody is signed in at, side by side.
type accountsCommand struct {
	List accountsListCommand `cmd:"" default:"1" hidden:""`
	Use  accountsUseCommand  `cmd:""`
}

// accountsListCommand lists them.
type accountsListCommand struct{}

// accountLine is an account as a line of JSON. Not known is null.
type accountLine struct {
	Kind     string                    `json:"kind"` // "account"
	Name     string                    `json:"name"`
	Address  string                    `json:"address"`
	UserName *string                   `json:"user_name"`
	APIKey   bool                      `json:"api_key"`
	Current  bool                      `json:"current"`
	State    *presence.ConnectionState `json:"state"`
	New      pbxclient.Opt[int]        `json:"new_messages"`
	Missed   *int                      `json:"missed_unseen"`
}

// Run asks the Ringside that runs, or else looks at what is kept.
func (c *accountsListCommand) Run(ctx context.Context, j *job) error {
	all, remote, err := j.accounts(ctx)
	if err != nil {
		return err
	}
	if remote != nil {
		defer remote.Close()
	}
	t := j.newTable("account", "sip_user", "status", "new", "current")
	for _, a := range all {
		line := accountLine{
			Kind: "account", Name: a.Name, Address: a.Account.Address, UserName: share.Known(a.Account.UserName),
			APIKey: a.Account.APIKey, Current: a.Current, New: a.New,
		}
		state, mark := "", ""
		if a.Current {
			mark = "*"
		}
		if remote != nil {
			line.State, line.Missed = &a.State, &a.Missed
			state = j.Words.Connection(presence.Connection{State: a.State}, time.Time{})
		}
		if j.JSON {
			if err := j.line(line); err != nil {
				return err
			}
		}
		t.add(a.Name, a.Account.UserName, state, count(a.New), mark)
	}
	if j.JSON {
		return nil
	}
	return t.flush()
}

// accountsUseCommand goes to another of them.
type accountsUseCommand struct {
	Account string `arg:"" name:"name|address"`
}

// Run has the Ringside that runs go there, window and all, or else the next start.
func (c *accountsUseCommand) Run(ctx context.Context, j *job) error {
	all, remote, err := j.accounts(ctx)
	if err != nil {
		return err
	}
	if remote != nil {
		defer remote.Close()
	}
	to, err := c.find(j, all)
	switch {
	case err != nil:
		return err
	case to.Current: // already
	case remote == nil:
		err = account.NewStore(j.Folder).Choose(to.Key)
	default:
		err = goTo(ctx, remote, to.Key)
	}
	if err != nil {
		return err
	}
	return j.say("account_used", lang.With{"Name": cellText(to.Name)})
}

// goTo makes an account the current one and waits until it is: then whoever found the one before is sent away.
func goTo(ctx context.Context, remote *share.Remote, key string) error {
	if err := remote.Ask(ctx, share.DoSwitch, share.OfAccount{Account: key}, nil); err != nil {
		return err
	}
	select {
	case <-remote.Gone():
	case <-time.After(runningTime):
	case <-ctx.Done():
	}
	return nil
}

// find goes by what the list calls an account, by its PBX and by its user, whichever tells one from the others.
func (c *accountsUseCommand) find(j *job, all []share.Listed) (share.Listed, error) {
	typed := strings.TrimSpace(c.Account)
	named := func(a share.Listed) bool {
		return slices.ContainsFunc([]string{a.Key, a.Name, a.Account.Address, a.Account.Place(), a.Account.UserName}, func(name string) bool {
			return strings.EqualFold(name, typed)
		}) || samePBX(a.Account, common{PBX: typed})
	}
	var found []share.Listed
	for _, a := range all {
		if strings.EqualFold(a.Name, typed) || a.Key == typed {
			return a, nil
		}
		if named(a) {
			found = append(found, a)
		}
	}
	what := lang.With{"Name": lang.Plain(typed, 60)}
	switch len(found) {
	case 0:
		return share.Listed{}, refused(j.Words.Say("account_unknown", what))
	case 1:
		return found[0], nil
	}
	return share.Listed{}, refused(j.Words.Say("account_many", what))
}

// accounts are all accounts: those of the Ringside that runs, which remote leads to then, or else those that are kept, of which
// nothing more is known. Close remote when done, unless it is nil.
func (j *job) accounts(ctx context.Context) (all []share.Listed, remote *share.Remote, err error) {
	if remote = meet(ctx, j.Place); remote != nil {
		if all, err = remote.Accounts(ctx); err == nil {
			return all, remote, nil
		}
		remote.Close()
	}
	if j.Folder == "" {
		return nil, nil, nil
	}
	kept, err := account.NewStore(j.Folder).All()
	if err != nil {
		return nil, nil, refused(j.Words.Say("account_damaged", lang.With{"Folder": filepath.Clean(j.Folder)}))
	}
	return share.List(kept.Accounts, kept.Current), nil, nil
}
