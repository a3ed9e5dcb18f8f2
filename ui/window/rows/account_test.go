package rows

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
)

func TestAccounts_SayWhoSignsInHowTheyStandAndWhatWaits(t *testing.T) {
	one := account.Account{Address: "pbx.acme.example", UserName: "anna"}
	other := account.Account{Address: "10.0.0.7", UserName: "jan de boer"}
	for _, c := range []struct {
		what   string
		listed share.Listed
		want   Account
	}{
		{
			"the current one",
			share.Listed{Account: one, Name: one.Place(), Current: true, State: presence.Live, New: pbxclient.Some(2), Missed: 1},
			Account{Name: "pbx.acme.example", Short: "acme", Word: "Connected", Detail: "Connected · anna", Initials: "AC", State: AccountLive, Unread: 3, Current: true},
		},
		{
			"one that connects",
			share.Listed{Account: one, Name: one.Place(), State: presence.Connecting},
			Account{Name: "pbx.acme.example", Short: "acme", Word: "Connecting…", Detail: "Connecting… · anna", Initials: "AC", State: AccountWaits},
		},
		{
			"one whose secret the keyring has",
			share.Listed{Account: one, Name: one.Place(), State: presence.SignedOut, Asking: true},
			Account{Name: "pbx.acme.example", Short: "acme", Word: "Connecting…", Detail: "Connecting… · anna", Initials: "AC", State: AccountWaits},
		},
		{
			"one that was reached before",
			share.Listed{Account: other, Name: other.Place(), State: presence.Stale, Missed: 4},
			Account{Name: "10.0.0.7", Short: "jan de boer", Word: "Not reachable", Detail: "Not reachable · jan de boer", Initials: "JB", State: AccountMissing, Unread: 4},
		},
		{
			"one that is not reached",
			share.Listed{Account: other, Name: other.Place(), State: presence.Offline},
			Account{Name: "10.0.0.7", Short: "jan de boer", Word: "Not reachable", Detail: "Not reachable · jan de boer", Initials: "JB", State: AccountMissing},
		},
		{
			"one of several at a PBX",
			share.Listed{Account: one, Name: "anna · pbx.acme.example", State: presence.SignedOut},
			Account{Name: "anna · pbx.acme.example", Short: "anna", Word: "Sign in again", Detail: "Sign in again", Initials: "AN", State: AccountOut},
		},
		{
			"a key that acts for nobody",
			share.Listed{Account: account.Account{Address: "pbx.acme.example", APIKey: true}, Name: "pbx.acme.example", State: presence.Live},
			Account{Name: "pbx.acme.example", Short: "acme", Word: "Connected", Detail: "Connected", Initials: "AC", State: AccountLive},
		},
	} {
		if diff := cmp.Diff([]Account{c.want}, Accounts([]share.Listed{c.listed}, lang.New("en"))); diff != "" {
			t.Errorf("%s: %s", c.what, diff)
		}
	}
}

func TestCurrentOf_CountsWhatWaitsAtTheOthers(t *testing.T) {
	all := []Account{{Key: "a", Unread: 2}, {Key: "b", Unread: 5, Current: true}, {Key: "c", Unread: 1}}
	if current, elsewhere, ok := CurrentOf(all); current.Key != "b" || elsewhere != 3 || !ok {
		t.Errorf("%s, and %d elsewhere, %v", current.Key, elsewhere, ok)
	}
	if _, elsewhere, ok := CurrentOf(all[:1]); elsewhere != 2 || ok {
		t.Errorf("with none of them the current one: %d elsewhere, %v", elsewhere, ok)
	}
}

func TestAccounts_EachHasAColourOfItsOwn(t *testing.T) {
	var list []share.Listed
	for _, key := range []string{"a", "g", "m", "s", "b", "c"} { // of which four would have the same
		list = append(list, share.Listed{Key: key})
	}
	seen := map[int]bool{}
	for _, a := range Accounts(list, lang.New("en")) {
		seen[a.Tone] = true
	}
	if len(seen) != 6 {
		t.Errorf("they have %d colours", len(seen))
	}
	if more := Accounts(append(list, share.Listed{Key: "z"}), lang.New("en")); more[6].Tone < 0 || more[6].Tone > 5 {
		t.Errorf("one more has %d", more[6].Tone)
	}
}
