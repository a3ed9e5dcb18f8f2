package cli

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/presence/share"
	"ringside/ui/checkup"
	"ringside/ui/lang"
)

// contractCheck and contractCheckup are the lines of `doctor --json`.
type contractCheck struct {
	Kind    string                     `json:"kind"`
	Check   string                     `json:"check"`
	Status  string                     `json:"status"`
	Facts   map[string]json.RawMessage `json:"facts"`
	Summary string                     `json:"summary"`
	Advice  *string                    `json:"advice"`
}

type contractCheckup struct {
	Kind      string `json:"kind"`
	OK        int    `json:"ok"`
	Attention int    `json:"attention"`
	Failed    int    `json:"failed"`
}

// doctored reads the lines of `doctor --json`.
func doctored(t *testing.T, o outcome) (checks map[string]contractCheck, last contractCheckup) {
	t.Helper()
	printed := linesOf(o.stdout)
	if len(printed) == 0 {
		t.Fatalf("status %d, said %q", o.status, o.stderr)
	}
	checks = map[string]contractCheck{}
	var order []string
	count := map[string]int{}
	for _, line := range printed[:len(printed)-1] {
		c := decode[contractCheck](t, line)
		if c.Kind != "check" || c.Summary == "" || c.Facts == nil {
			t.Errorf("%s", line)
		}
		checks[c.Check] = c
		order = append(order, c.Check)
		count[c.Status]++
	}
	last = decode[contractCheckup](t, printed[len(printed)-1])
	if want := (contractCheckup{"checkup", count["ok"], count["attention"], count["failed"]}); last != want {
		t.Errorf("counted %+v, want %+v", last, want)
	}
	const names = "address certificate clock credentials permissions events own_user region tray notifications keyring handler display folders resident"
	if strings.Join(order, " ") != names {
		t.Errorf("the checks are %q", order)
	}
	return checks, last
}

// aboutPBX are the checks that have nothing to do with the desktop a test runs on.
var aboutPBX = strings.Fields("address certificate clock credentials permissions events own_user region folders")

// nobus makes the desktop one on which nothing is.
func nobus(t *testing.T) {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
}

func TestDoctor_FindsADemoOfficeInOrder(t *testing.T) {
	nobus(t)
	o := open(t, pbxsim.Options{})
	got := o.run(t, "doctor", "--json")
	checks, last := doctored(t, got)
	for _, name := range aboutPBX {
		if c := checks[name]; c.Status != "ok" || c.Advice != nil {
			t.Errorf("%+v", c)
		}
	}
	if got.status != 0 || got.stderr != "" || last.Failed > 0 || o.posts() > 0 {
		t.Errorf("status %d, said %q, %+v, %d posts", got.status, got.stderr, last, o.posts())
	}
	check(t, o.run(t, "doctor"), 0, `Address of the PBX · fine\n  The PBX answers at 127.0.0.1 within \d+ ms.\n.*`)
}

func TestDoctor_ByWayOfTheRingsideThatRuns(t *testing.T) {
	nobus(t)
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password) // which knows no check-ups, and passes requests on
	checks, _ := doctored(t, runAt(t, r.place, o.args("doctor", "--json")...))
	for _, name := range append(aboutPBX, "resident") {
		if name == "resident" && checks[name].Status != "attention" || name != "resident" && checks[name].Status != "ok" {
			t.Errorf("%+v", checks[name])
		}
	}
}

func TestDoctor_PrintsWhatTheRingsideThatRunsFinds(t *testing.T) {
	o := open(t, pbxsim.Options{})
	a, place := o.login(), somewhere(t)
	asked := 0
	server := share.NewServer(share.Options{
		Hello: share.Hello{Account: &a}, Words: lang.New("en"),
		More: func(c *share.Conn, do string, more json.RawMessage) (any, bool, error) {
			if do != checkup.Do {
				return nil, false, nil
			}
			asked++
			later, err := checkup.Serve(func(account string) (checkup.Subject, error) {
				if account != a.ID() {
					t.Errorf("asked for %q", account)
				}
				return checkup.Subject{
					Account: a, Folder: t.TempDir(), NoSecret: true,
					Running: &checkup.Running{Version: "9.8.7", Window: checkup.Window{Failed: true, Reason: "out of colours"}},
				}, nil
			}, c.Push, more)
			return later, true, err
		},
	})
	defer serve(t, place, server)()
	got := runAt(t, place, o.args("doctor", "--json")...)
	checks, last := doctored(t, got)
	if asked != 1 || got.status != 1 || last.Failed != 1 || got.stderr != "ringside: 1 check failed.\n" {
		t.Errorf("asked %d times, status %d, said %q, %+v", asked, got.status, got.stderr, last)
	}
	if c := checks["display"]; c.Status != "failed" || !strings.Contains(c.Summary, "out of colours") {
		t.Errorf("%+v", c)
	}
	if c := checks["resident"]; c.Status != "ok" || string(c.Facts["version"]) != `"9.8.7"` {
		t.Errorf("%+v", c)
	}
	if c := checks["credentials"]; c.Status != "attention" || c.Advice == nil {
		t.Errorf("%+v", c)
	}
}

func TestDoctor_TellsWhatItCanWithoutAnAccountOrASecret(t *testing.T) {
	nobus(t)
	got := run(t, "", "doctor", "--json")
	checks, last := doctored(t, got)
	if got.status != 0 || last.Failed > 0 || checks["credentials"].Summary != "Nobody is signed in." || checks["address"].Status != "skipped" {
		t.Errorf("status %d, %+v", got.status, checks)
	}
	o := open(t, pbxsim.Options{})
	for _, args := range [][]string{o.args("doctor", "--json"), {"--pbx", o.url, "--insecure-http", "doctor", "--json"}} {
		got := run(t, "", args...)
		checks, _ := doctored(t, got)
		if got.status != 0 || checks["address"].Status != "ok" || checks["credentials"].Status != "attention" {
			t.Errorf("%q: status %d, %+v", args, got.status, checks)
		}
	}
	for _, r := range o.Requests() {
		if r.UserName != "" {
			t.Errorf("%s was asked as %s", r.Path, r.UserName)
		}
	}
}

func TestDoctor_FailsWhereACheckDoesAndSendsAWrongSecretOnce(t *testing.T) {
	nobus(t)
	o := open(t, pbxsim.Options{})
	got := run(t, "wr0ng-s3cret", o.args("doctor", "--json")...)
	checks, last := doctored(t, got)
	if got.status != 1 || last.Failed != 1 || checks["credentials"].Status != "failed" || got.stderr != "ringside: 1 check failed.\n" {
		t.Errorf("status %d, said %q, %+v", got.status, got.stderr, checks["credentials"])
	}
	sent := 0
	for _, r := range o.Requests() {
		if r.UserName != "" {
			sent++
		}
	}
	if sent != 1 {
		t.Errorf("it was sent %d times", sent)
	}
	for _, args := range [][]string{{"--pbx", o.url, "doctor"}, {"--pbx", "ftp://pbx", "doctor"}, {"--region", "ZZ", "doctor"}} {
		if got := run(t, "", args...); got.status != 2 || got.stdout != "" {
			t.Errorf("%q: status %d, %s", args, got.status, got.stdout)
		}
	}
}

func TestDoctor_EndsWhenItIsInterrupted(t *testing.T) {
	nobus(t)
	o := open(t, pbxsim.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	o.Inject(pbxsim.Fault{Match: func(*http.Request) bool { cancel(); return false }})
	p := program(t, o.person.Password, o.args("doctor")...)
	if got := runIn(ctx, t, p, o.person.Password); got.status != 1 {
		t.Errorf("status %d, %s", got.status, got.stdout)
	}
}
