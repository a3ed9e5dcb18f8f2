package cli

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

func isPost(r *http.Request) bool { return r.Method == http.MethodPost }

// oneSentence checks that something was refused in one line that a person understands.
func oneSentence(t *testing.T, got outcome, status int, part string) {
	t.Helper()
	check(t, got, status, "")
	printed := linesOf(got.stderr)
	most := 1
	if status == statusUsage {
		most = 2 // and how to get help
	}
	if len(printed) == 0 || len(printed) > most || !strings.HasPrefix(printed[0], "ringside: ") || !strings.Contains(printed[0], part) {
		t.Errorf("said %q, want one line with %q", got.stderr, part)
	}
	if strings.Contains(strings.TrimPrefix(printed[0], "ringside: "), ": ") {
		t.Errorf("%q is no sentence for a person", printed[0])
	}
}

func TestPBX_ThatIsNoneOrIsNotThere(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><title>Sign in</title>"))
	}))
	defer page.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + listener.Addr().String()
	listener.Close()
	for _, command := range []string{"contacts", "phones", "dnd status", "dial 203", "call 1"} {
		at := func(url string) []string {
			return append([]string{"--pbx", url, "--insecure-http", "--user", "anna"}, strings.Fields(command)...)
		}
		oneSentence(t, run(t, "s3cr3t-word", at(page.URL)...), 1, "a web page")
		oneSentence(t, run(t, "s3cr3t-word", at(closed)...), 1, "Nothing answers")
	}
}

func TestPBX_WithACertificateOfItsOwn(t *testing.T) {
	office, err := demo.Start(t.Context(), demo.Options{Quiet: true, TLS: true})
	if err != nil {
		t.Fatal(err)
	}
	defer office.Close()
	a, secret := office.Login()
	shown := strings.ToUpper(office.Fingerprint[:2] + ":" + office.Fingerprint[2:4] + ":")
	oneSentence(t, run(t, secret, "--pbx", office.URL, "--user", a.UserName, "info"), 1, shown)
	oneSentence(t, run(t, secret, "--pbx", office.URL, "--user", a.UserName, "info"), 1, "--pin")
	check(t, run(t, secret, "--pbx", office.URL, "--user", a.UserName, "--pin", office.Fingerprint, "dnd", "status"), 0, "off")
	oneSentence(t, run(t, secret, "--pbx", office.URL, "--user", a.UserName, "--pin", strings.Repeat("0", 64), "info"), 1, "WARNING")
	oneSentence(t, run(t, secret, "--pbx", strings.Replace(office.URL, "https", "http", 1), "--user", a.UserName, "info"), 2, "--insecure-http")
}

func TestPBX_WithTheCertificateOfTheOfficesAuthority(t *testing.T) {
	pbx := pbxsim.New(pbxsim.Options{Quiet: true})
	server := httptest.NewTLSServer(pbx.Handler())
	defer server.Close()
	person := pbx.Accounts()[0]
	t.Chdir(t.TempDir())
	if err := os.WriteFile("ca.crt", server.Certificate().Raw, 0o600); err != nil {
		t.Fatal(err)
	}
	at := func(flags ...string) outcome {
		return run(t, person.Password, append([]string{"--pbx", server.URL, "--user", person.UserName, "dnd", "status"}, flags...)...)
	}
	oneSentence(t, at(), 1, "not trusted")
	check(t, at("--ca-file", "ca.crt"), 0, "off")
	oneSentence(t, at("--ca-file", "another.crt"), 1, "authority")
}

func TestPBX_ByAProxy(t *testing.T) {
	o := open(t, pbxsim.Options{})
	to, err := url.Parse(o.url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(httputil.NewSingleHostReverseProxy(to))
	at := func(flags ...string) outcome {
		args := []string{"--pbx", "http://pbx.invalid", "--insecure-http", "--user", o.person.UserName, "dnd", "status"}
		return run(t, o.person.Password, append(args, flags...)...)
	}
	check(t, at("--proxy", proxy.URL), 0, "off")
	oneSentence(t, at("--proxy", "none"), 1, "") // no such name is known anywhere
	proxy.Close()
	oneSentence(t, at("--proxy", proxy.URL), 1, "proxy")
	oneSentence(t, at("--proxy", "ftp://proxy"), statusUsage, "proxy.example.org")
	oneSentence(t, at("--proxy", "http://anna:hunter2@proxy"), statusUsage, "HTTPS_PROXY")
	if got := at("--proxy", "http://anna:hunter2@proxy"); strings.Contains(got.stderr, "hunter2") {
		t.Errorf("said %q", got.stderr)
	}
}

func TestPBX_ThatDoesNotAnswerCanBeInterrupted(t *testing.T) {
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Delay: time.Minute})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	oneSentence(t, runIn(ctx, t, program(t, o.person.Password, o.args("phones")...), o.person.Password), 1, "did not answer in time")
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	oneSentence(t, runIn(ctx, t, program(t, o.person.Password, o.args("contacts")...), o.person.Password), 1, "Cancelled")
}

func TestPassword_ThatIsWrongIsTriedOnce(t *testing.T) {
	for _, command := range []string{"contacts", "watch", "dial 203", "dnd on", "forward 203", "phones", "queues", "info", "switch x on", "hangup 1"} {
		t.Run(command, func(t *testing.T) {
			o := open(t, pbxsim.Options{})
			got := run(t, "wrong-"+o.person.Password, o.args(strings.Fields(command)...)...)
			got.stdout = "" // watch tells it there as well
			oneSentence(t, got, 1, "refused the user name or password")
			if n := len(o.Requests()); n != 1 {
				t.Errorf("the PBX was asked %d times", n)
			}
		})
	}
}

func TestPBX_OlderThanItsSystemInformation(t *testing.T) {
	o := open(t, pbxsim.Options{LegacyVersion: true})
	oneSentence(t, o.run(t, "info"), 1, "older than version 4.1.10")
	check(t, o.run(t, "dnd", "status"), 0, "off")
	check(t, o.run(t, "contacts", o.user().Extension), 0, `PRESENCE .*`+o.user().FullName+`.*`)
	oneSentence(t, o.run(t, "forward", "0201234567"), 2, "country of the PBX")
	oneSentence(t, o.run(t, "dial", "0201234567"), 2, "country of the PBX")
	check(t, o.run(t, "forward", "0201234567", "--region", "NL"), 0, `\+31201234567`)
	check(t, o.run(t, "dial", "0201234567", "--region", "NL", "--json"), 0, `.*"sent_number":"\+31201234567".*`)
}

func TestText_OfThePBXReachesNoTerminalRaw(t *testing.T) {
	o := open(t, pbxsim.Options{})
	evil := "Eve\x1b[2J\u009b31m\u202e"
	if err := o.RenameUser(o.user().UUID, evil); err != nil {
		t.Fatal(err)
	}
	raw := func(r rune) bool { return r != '\n' && r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u202e' }
	for _, args := range [][]string{{"contacts"}, {"contacts", "--json"}, {"phones"}, {"phones", "--json"}} {
		got := o.run(t, args...)
		if strings.ContainsFunc(got.stdout, raw) {
			t.Errorf("%q printed control characters: %q", args, got.stdout)
		}
	}
	for _, line := range linesOf(o.run(t, "contacts", "--json").stdout) {
		if c := decode[contractContact](t, line); c.UUID == o.user().UUID && *c.FullName != evil {
			t.Errorf("a script reads %q", *c.FullName)
		}
	}
}
