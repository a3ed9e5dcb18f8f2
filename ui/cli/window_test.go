package cli

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

var (
	kept    = account.Account{Address: "pbx.example.org", UserName: "anna", Region: "NL"}
	keptKey = account.Account{Address: "pbx.example.org", UserName: "anna", APIKey: true}
)

// keep keeps an account where the program will look.
func keep(t *testing.T, p *Program, a account.Account) {
	t.Helper()
	if err := account.NewStore(p.Folder).Save(a); err != nil {
		t.Fatal(err)
	}
}

func TestWindow_IsOpenedWithTheKeptAccount(t *testing.T) {
	p := program(t, "s3cr3t-word", "--hidden", "tel:+31201234567")
	keep(t, p, kept)
	got, o := windowOf(t, p)
	want := WindowRequest{Hidden: true, Number: "tel:+31201234567", Account: kept, Secret: "s3cr3t-word", LogLevel: slog.LevelWarn}
	if o.status != 0 || got == nil || *got != want {
		t.Errorf("status %d, opened for %+v", o.status, got)
	}
}

// locked is a keyring that waits for somebody to unlock it.
type locked struct{ ring }

func (locked) Get(_, _ string) (string, error) {
	panic("the keyring was asked before there was a window")
}

func TestWindow_DoesNotWaitForTheKeyring(t *testing.T) {
	p := program(t, "")
	p.Keyring = locked{}
	keep(t, p, kept)
	if got, o := windowOf(t, p); o.status != 0 || got == nil || got.Secret != "" || got.Account != kept {
		t.Errorf("status %d, opened for %+v", o.status, got)
	}
}

func TestWindow_IsToldWhatIsKnownOfTheAccount(t *testing.T) {
	for name, c := range map[string]struct {
		kept *account.Account
		args []string
		want account.Account
	}{
		"nothing":                  {nil, nil, account.Account{}},
		"a PBX without a user":     {nil, []string{"--pbx", "pbx.example.org"}, account.Account{Address: "pbx.example.org"}},
		"the same PBX, spelt anew": {&kept, []string{"--pbx", "https://PBX.example.org"}, account.Account{Address: "https://PBX.example.org", UserName: "anna", Region: "NL"}},
		"another PBX":              {&kept, []string{"--pbx", "other.example.org", "--user", "bob"}, account.Account{Address: "other.example.org", UserName: "bob"}},
		"another user":             {&kept, []string{"--user", "bob"}, account.Account{Address: "pbx.example.org", UserName: "bob", Region: "NL"}},
		"an API key":               {&kept, []string{"--api-key"}, account.Account{Address: "pbx.example.org", UserName: "anna", APIKey: true, Region: "NL"}},
		"the kept API key":         {&keptKey, nil, keptKey},
		"a user instead of a key":  {&keptKey, []string{"--user", "bob"}, account.Account{Address: "pbx.example.org", UserName: "bob"}},
		"plain HTTP not allowed":   {nil, []string{"--pbx", "http://pbx", "--user", "bob"}, account.Account{Address: "http://pbx", UserName: "bob"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := program(t, "", c.args...)
			if c.kept != nil {
				keep(t, p, *c.kept)
			}
			if got, o := windowOf(t, p); o.status != 0 || got == nil || got.Account != c.want || got.Secret != "" {
				t.Errorf("status %d, opened for %+v", o.status, got)
			}
		})
	}
}

// windowOf runs Ringside where there is a display, and returns what the window was opened for; nil if it was not.
func windowOf(t *testing.T, p *Program) (*WindowRequest, outcome) {
	t.Helper()
	var request *WindowRequest
	p.HasDisplay = func() bool { return true }
	p.Window = func(_ context.Context, r WindowRequest) error { request = &r; return nil }
	o := runIn(t.Context(), t, p, "")
	return request, o
}

func TestWindow_IsNotOpenedForNonsense(t *testing.T) {
	for _, args := range [][]string{{"bogus"}, {"mailto:anna@example.org"}, {"--pbx", "ftp://x"}, {"--pbx", "a b", "--hidden"}, {"--region", "ZZ"}} {
		p := program(t, "")
		p.Args = args
		if request, o := windowOf(t, p); request != nil || o.status != 2 {
			t.Errorf("%q: status %d, window %v", args, o.status, request)
		}
	}
}

func TestWindow_TakesALinkAfterDashesAndNoFlagOutOfIt(t *testing.T) {
	const link = "tel:+31201234567"
	for _, flag := range []string{"--pin=12", "--proxy=evil:1", "--ca-file=a", "--insecure-http", "--pbx=evil", "--user=bob", "--api-key", "--region=BE"} {
		for part, args := range map[string][]string{"before a link": {link, flag}, "one word too many": {"--", link, flag}} {
			request, o := windowOf(t, program(t, "", args...))
			if request != nil {
				t.Errorf("%q opened the window for %+v", args, request)
				continue
			}
			oneSentence(t, o, 2, part)
		}
	}
	if request, o := windowOf(t, program(t, "", "--region=BE", link)); request == nil || request.Number != link {
		t.Errorf("a flag before it: %+v, status %d: %s", request, o.status, o.stderr)
	}
	for _, args := range [][]string{{"--", link}, {"--hidden", "--", link}} {
		if request, o := windowOf(t, program(t, "", args...)); request == nil || request.Number != link {
			t.Errorf("%q: %+v, status %d: %s", args, request, o.status, o.stderr)
		}
	}
	if request, o := windowOf(t, program(t, "", "--")); request == nil || request.Number != "" { // as a menu of programs starts it
		t.Errorf("no link: %+v, status %d: %s", request, o.status, o.stderr)
	}
}

func TestWindow_ThatFailsIsTold(t *testing.T) {
	p := program(t, "")
	p.HasDisplay = func() bool { return true }
	p.Window = func(context.Context, WindowRequest) error { return errors.New("no OpenGL") }
	oneSentence(t, runIn(t.Context(), t, p, ""), 1, "no OpenGL")
}

func TestWindow_WithoutADisplaySaysWhatWorksWithoutOne(t *testing.T) {
	oneSentence(t, run(t, ""), 1, "no display")
	oneSentence(t, run(t, "", "tel:203"), 1, "no display")
}

func TestWindow_OfTheDemoNeedsNoAccount(t *testing.T) {
	p := program(t, "s3cr3t-word", "--demo", "--hidden")
	keep(t, p, kept)
	if got, o := windowOf(t, p); o.status != 0 || got == nil || *got != (WindowRequest{Demo: true, Hidden: true, LogLevel: slog.LevelWarn}) {
		t.Errorf("status %d, opened for %+v", o.status, got)
	}
}

func TestWindow_HiddenNeedsNoDisplay(t *testing.T) {
	p := program(t, "", "--hidden")
	opened := false
	p.Window = func(context.Context, WindowRequest) error { opened = true; return nil }
	if o := runIn(t.Context(), t, p, ""); o.status != 0 || !opened {
		t.Errorf("status %d, started %v: %s", o.status, opened, o.stderr)
	}
}

func TestDemo_AtTheTerminalShowsTheOfficeAndPlacesACall(t *testing.T) {
	p := program(t, "")
	out := &waiter{}
	p.Stdout = out
	j := newJob(p, common{})
	if err := j.showDemo(t.Context(), demo.Options{Speed: 20}, demoTimes{look: 300 * time.Millisecond, talk: 10 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	if err := j.out.Flush(); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(out.lines(), "\n")
	for _, part := range []string{"made-up office of 25 people", "xvfb-run"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

func TestAccount_ThatCannotBeReadIsTold(t *testing.T) {
	p := program(t, "s3cr3t-word", "phones")
	if err := os.WriteFile(filepath.Join(p.Folder, "accounts.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	oneSentence(t, runIn(t.Context(), t, p, ""), 1, p.Folder)
	p.Args = nil
	if got, o := windowOf(t, p); o.status != 0 || got == nil || got.Account != (account.Account{}) {
		t.Errorf("status %d, the window was opened for %+v", o.status, got)
	}
	o := open(t, pbxsim.Options{})
	p.Args = o.args("dnd", "status")
	p.Secret = o.person.Password
	check(t, runIn(t.Context(), t, p, o.person.Password), 0, "off")
}

func TestAccount_HasItsSecretInTheKeyring(t *testing.T) {
	o := open(t, pbxsim.Options{})
	p := program(t, "", "dnd", "status")
	p.Keyring = ring(o.person.Password)
	keep(t, p, account.Account{Address: o.url, UserName: o.person.UserName, PlainHTTP: true})
	check(t, runIn(t.Context(), t, p, o.person.Password), 0, "off")
}

func TestAccount_SecretOfTheEnvironmentIsForNobodyElse(t *testing.T) {
	t.Setenv(secretVariable, "s3cr3t-word")
	if got := TakeSecret(); got != "s3cr3t-word" {
		t.Errorf("taken: %q", got)
	}
	if _, there := os.LookupEnv(secretVariable); there {
		t.Error("whatever is started next inherits it")
	}
	if got := TakeSecret(); got != "" {
		t.Errorf("a second time %q", got)
	}
}

func TestAccount_WithoutASecretSaysWhereToPutIt(t *testing.T) {
	oneSentence(t, run(t, "", "--pbx", "pbx.example.org", "--user", "anna", "phones"), 1, "RINGSIDE_SECRET")
	oneSentence(t, run(t, "s3cr3t-word", "phones"), 2, "--pbx")
	oneSentence(t, run(t, "s3cr3t-word", "--pbx", "pbx.example.org", "phones"), 2, "--user")
	oneSentence(t, run(t, "s3cr3t-word", "--pbx", "pbx.example.org", "--user", "anna", "--pin", "12", "phones"), 2, "64")
	oneSentence(t, run(t, "s3cr3t-word", "--pbx", "pbx.example.org", "--user", "anna", "--region", "nowhere", "phones"), 2, "in two letters")
	oneSentence(t, run(t, "s3cr3t-word", "--pbx", "anna:pw@pbx.example.org", "--user", "anna", "phones"), 2, "out of the address")
}
