package resident

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/demo"
)

// branch is another PBX of the same person's, with its own window on the world.
type branch struct {
	*demo.Office
	Known
}

// branch opens another office.
func (h *house) branch(t *testing.T) *branch {
	t.Helper()
	office, err := demo.Start(context.Background(), demo.Options{Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(office.Close)
	b := &branch{Office: office}
	b.Account, b.Secret = office.Login()
	return b
}

// both has a part that stays signed in at the house's office, which is current, and at a branch.
func (h *house) both(t *testing.T) *branch {
	t.Helper()
	b := h.branch(t)
	h.Others = []Known{b.Known}
	return b
}

// lists are the lists of accounts that a connection is told, as they come.
func (h *house) lists(t *testing.T) chan []share.Listed {
	t.Helper()
	told := make(chan []share.Listed, 256)
	remote := h.connect(t, func(kind string, line []byte) {
		var all share.Accounts
		if kind == share.AccountsKind && json.Unmarshal(line, &all) == nil {
			told <- all.Accounts
		}
	})
	if err := remote.Ask(t.Context(), share.DoAccounts, share.FollowAccounts{Follow: true}, nil); err != nil {
		t.Fatal(err)
	}
	return told
}

// listed waits until the list of accounts is as it has to be, whoever is current meanwhile.
func (h *house) listed(t *testing.T, what string, is func([]share.Listed) bool) []share.Listed {
	t.Helper()
	for late := time.Now().Add(long); time.Now().Before(late); {
		remote := h.connect(t, nil)
		all, err := remote.Accounts(t.Context())
		remote.Close()
		if err == nil && is(all) {
			return all
		}
	}
	t.Fatalf("%s: it does not come", what)
	return nil
}

// allLive is a list of so many accounts that are all connected.
func allLive(n int) func([]share.Listed) bool {
	return func(all []share.Listed) bool {
		return len(all) == n && !slices.ContainsFunc(all, func(a share.Listed) bool { return a.State != presence.Live })
	}
}

// currentIs is a list in which an account is the current one.
func currentIs(a account.Account) func([]share.Listed) bool {
	return func(all []share.Listed) bool {
		return slices.ContainsFunc(all, func(l share.Listed) bool { return l.Account == a && l.Current })
	}
}

// rings has somebody call the person of an office.
func rings(t *testing.T, o *demo.Office, name string) (id string) {
	t.Helper()
	id, err := o.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: name}, o.PBX.Office().Users[0].Extension)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
