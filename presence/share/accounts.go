package share

import (
	"context"
	"encoding/json"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
)

// Listed is one of the accounts of a Ringside that runs, as a list of them shows it. It holds no secret.
type Listed struct {
	// Key names the account in requests; see [account.Account.ID].
	Key string `json:"key"`
	// Name is how it is called for people: its PBX, and the user as well where that would not tell it from another of them.
	Name    string          `json:"name"`
	Account account.Account `json:"account"`
	// Current is true for the one that the window shows and that commands are about.
	Current bool `json:"current"`
	// State is that of the way to the PBX; signed out while there is no session, for want of a secret.
	State presence.ConnectionState `json:"state"`
	// Asking is true while the keyring is being asked for the secret.
	Asking bool `json:"asking,omitempty"`
	// Problem is why it is not live; see Err.
	Problem json.RawMessage `json:"problem,omitempty"`
	// New is how many new messages wait in the user's own mailboxes; not Set while that is not known.
	New pbxclient.Opt[int] `json:"new_messages"`
	// Missed is how many missed calls nobody has looked at.
	Missed int `json:"missed_unseen"`
}

// Err is why an account is not live; nil if nothing failed.
func (l Listed) Err() error { return UnpackError(l.Problem) }

// Unread is how much waits for a person: messages and missed calls.
func (l Listed) Unread() int { return l.New.Or(0) + l.Missed }

// List is the list of accounts, of which nothing more is known than that they are there; current is the place of the current
// one, and that of none for no current one.
func List(all []account.Account, current int) []Listed {
	list := make([]Listed, len(all))
	for i, name := range account.Names(all) {
		list[i] = Listed{Key: all[i].ID(), Name: name, Account: all[i], Current: i == current, State: presence.SignedOut}
	}
	return list
}

// Accounts are all accounts, as the result of DoAccounts and as a line that tells of a change.
type Accounts struct {
	Kind     string   `json:"kind"` // AccountsKind
	Accounts []Listed `json:"accounts"`
}

// AccountsKind is the kind of the line that tells of the accounts.
const AccountsKind = "accounts"

// What can be asked for about accounts, in [Options.More]; the names of one are in an OfAccount.
const (
	DoAccounts = "accounts" // the result is Accounts; more may be a FollowAccounts
	DoSwitch   = "switch"   // makes one the current
	DoUse      = "use"      // a Move to the server of one
)

// OfAccount says which account a request is about.
type OfAccount struct {
	Account string `json:"account"` // a Listed.Key
}

// FollowAccounts says whether a line is wanted, now and after each change.
type FollowAccounts struct {
	Follow bool `json:"follow"`
}

// Accounts asks which accounts there are. A server that knows of one only answers with an error.
func (r *Remote) Accounts(ctx context.Context) ([]Listed, error) {
	var all Accounts
	err := r.Ask(ctx, DoAccounts, nil, &all)
	return all.Accounts, err
}

// Use has all that is asked for from then on asked as the account with a key, whichever is current. It has to come before
// anything else but Accounts.
func (r *Remote) Use(ctx context.Context, key string) error {
	var hello Hello
	if err := r.Ask(ctx, DoUse, OfAccount{key}, &hello); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hello = hello
	return nil
}
