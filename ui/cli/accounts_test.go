package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/presence/share/socket"
	"ringside/ui/lang"
	"ringside/ui/session"
)

var elsewhere = account.Account{Address: "other.example.org", UserName: "carla", Region: "BE"}

func TestAccount_IsTheKeptOneThatTheFlagsMean(t *testing.T) {
	key := account.Account{Address: "other.example.org", UserName: "carla", APIKey: true}
	for args, want := range map[string]account.Account{
		"":                               kept,
		"--pbx other.example.org":        elsewhere,
		"--user carla":                   elsewhere,
		"--user carla --api-key":         key,
		"--user bob":                     {Address: "pbx.example.org", UserName: "bob", Region: "NL"},
		"--pbx new.example.org":          {Address: "new.example.org"},
		"--pbx pbx.example.org":          kept,
		"--pbx new.example.org --user x": {Address: "new.example.org", UserName: "x"},
	} {
		p := program(t, "", strings.Fields(args)...)
		for _, a := range []account.Account{elsewhere, key, kept} {
			keep(t, p, a)
		}
		if got, o := windowOf(t, p); o.status != 0 || got == nil || got.Account != want {
			t.Errorf("%q: status %d, opened for %+v", args, o.status, got)
		}
	}
}

// side is a Ringside that runs and is signed in at two offices, the first of which is current.
func side(t *testing.T, here, there *office) (place socket.Place, switched chan string) {
	t.Helper()
	first, endFirst := here.session(t, here.login(), here.person.Password)
	second, endSecond := there.session(t, there.login(), there.person.Password)
	offer := func(s *session.Session) share.Options {
		return share.Options{Hello: share.Hello{Account: &s.Account}, Mirror: s.Mirror, Words: lang.New("en"), Relay: s.Client}
	}
	other := share.NewServer(offer(second))
	switched = make(chan string, 1)
	list := share.List([]account.Account{here.login(), there.login()}, 0)
	list[0].State, list[1].State, list[1].New = presence.Live, presence.Offline, pbxclient.Some(2)
	list[1].Missed = 3
	o := offer(first)
	var server *share.Server
	o.More = func(_ *share.Conn, do string, raw json.RawMessage) (any, bool, error) {
		var of share.OfAccount
		_ = json.Unmarshal(raw, &of)
		switch do {
		case share.DoAccounts:
			return share.Accounts{Accounts: list}, true, nil
		case share.DoUse:
			if of.Account != second.Account.ID() {
				return nil, true, share.ErrNoAccount
			}
			return share.Move{Server: other}, true, nil
		case share.DoSwitch:
			switched <- of.Account
			server.SendAway()
			return nil, true, nil
		}
		return nil, false, nil
	}
	server = share.NewServer(o)
	place = somewhere(t)
	stop := serve(t, place, server)
	t.Cleanup(func() { stop(); other.Close(); endFirst(); endSecond() })
	return place, switched
}

func TestRunning_AnyAccountThatIsSignedInIsUsed(t *testing.T) {
	here, there := open(t, pbxsim.Options{}), open(t, pbxsim.Options{})
	place, _ := side(t, here, there)
	check(t, runAt(t, place, there.args("dnd", "on")...), 0, "on")
	if here.user().DND || !there.user().DND {
		t.Errorf("do not disturb is %v here and %v there", here.user().DND, there.user().DND)
	}
	check(t, runAt(t, place, there.args("phones")...), 0, "(?s).+")
	check(t, runAt(t, place, here.args("dnd", "status")...), 0, "off")
	if got := runAt(t, place, "--pbx", there.url, "--insecure-http", "--user", "otto", "dnd", "status"); got.status != 1 {
		t.Errorf("for somebody who is not signed in: status %d, %q", got.status, got.stdout)
	}
}

func TestAccounts_OfTheRingsideThatRunsAreListedWithTheirState(t *testing.T) {
	here, there := open(t, pbxsim.Options{}), open(t, pbxsim.Options{})
	place, _ := side(t, here, there)
	got := runAt(t, place, "accounts")
	rows := linesOf(got.stdout)
	if got.status != 0 || len(rows) != 3 || !strings.HasSuffix(rows[1], "*") || !strings.Contains(rows[2], "No connection  2") {
		t.Errorf("status %d, %s%s", got.status, got.stdout, got.stderr)
	}
	var lines []accountLine
	for _, line := range linesOf(runAt(t, place, "accounts", "--json").stdout) {
		lines = append(lines, decode[accountLine](t, line))
	}
	live, offline, none, three := presence.Live, presence.Offline, 0, 3
	want := []accountLine{
		{"account", here.login().Place(), here.url, &here.person.UserName, false, true, &live, pbxclient.Opt[int]{State: pbxclient.Null}, &none},
		{"account", there.login().Place(), there.url, &there.person.UserName, false, false, &offline, pbxclient.Some(2), &three},
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

func TestAccounts_UseHasTheRingsideThatRunsGoThere(t *testing.T) {
	here, there := open(t, pbxsim.Options{}), open(t, pbxsim.Options{})
	place, switched := side(t, here, there)
	for _, name := range []string{there.login().Place(), there.url, there.login().ID()} {
		check(t, runAt(t, place, "accounts", "use", name), 0, ".*current.*")
		if got := <-switched; got != there.login().ID() {
			t.Errorf("%s: went to %s", name, got)
		}
	}
	check(t, runAt(t, place, "accounts", "use", here.url), 0, ".*current.*")
	if len(switched) > 0 {
		t.Error("it went where it was")
	}
	oneSentence(t, runAt(t, place, "accounts", "use", there.person.UserName), 1, "More than one") // the same name at both
	oneSentence(t, runAt(t, place, "accounts", "use", "nowhere"), 1, "no account")
}

func TestAccounts_WithoutARingsideThatRunsAreThoseThatAreKept(t *testing.T) {
	p := program(t, "")
	for _, a := range []account.Account{kept, elsewhere} {
		keep(t, p, a)
	}
	p.Args = []string{"accounts", "--json"}
	all := linesOf(runIn(t.Context(), t, p, "").stdout)
	if len(all) != 2 || !strings.Contains(all[1], `"current":true,"state":null,"new_messages":null,"missed_unseen":null`) {
		t.Errorf("%q", all)
	}
	p.Args = []string{"accounts", "use", "anna"}
	check(t, runIn(t.Context(), t, p, ""), 0, "pbx.example.org .*")
	if a, _, err := account.NewStore(p.Folder).Load(); a != kept || err != nil {
		t.Errorf("%+v, %v", a, err)
	}
	check(t, run(t, "", "accounts", "--json"), 0, "") // nobody
}
