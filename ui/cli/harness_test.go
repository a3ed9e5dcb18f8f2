package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/share/socket"
	"ringside/ui/lang"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// ring is a keyring with one secret in it, "" for none.
type ring string

func (r ring) Get(_, _ string) (string, error) {
	if r == "" {
		return "", account.ErrNoSecret
	}
	return string(r), nil
}
func (ring) Set(_, _, _ string) error { return nil }
func (ring) Delete(_, _ string) error { return nil }

// office is a built-in PBX on a socket, and a person in front of it.
type office struct {
	*pbxsim.PBX
	url    string
	person pbxsim.Account // the demo's: a plain user with one phone
}

// open opens an office; it is quiet unless the options say that it lives at some speed.
func open(t *testing.T, o pbxsim.Options) *office {
	t.Helper()
	o.Quiet = o.Speed == 0
	pbx := pbxsim.New(o)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { pbx.Run(ctx) })
	server := httptest.NewServer(pbx.Handler())
	t.Cleanup(func() {
		server.CloseClientConnections()
		cancel()
		server.Close()
		running.Wait()
	})
	return &office{PBX: pbx, url: server.URL, person: pbx.Accounts()[0]}
}

// user returns the demo person as the office has them.
func (o *office) user() pbxsim.User { return o.Office().Users[0] }

// colleague returns somebody else with an extension and a phone.
func (o *office) colleague() pbxsim.User { return o.Office().Users[2] }

// args is a command line for the demo person.
func (o *office) args(command ...string) []string {
	return append([]string{"--pbx", o.url, "--insecure-http", "--user", o.person.UserName}, command...)
}

// keyArgs is a command line with the API key, which acts for the demo person.
func (o *office) keyArgs(command ...string) []string { return append(o.args("--api-key"), command...) }

// posts counts the requests that changed something.
func (o *office) posts() (n int) {
	for _, r := range o.Requests() {
		if r.Method != http.MethodGet {
			n++
		}
	}
	return n
}

// outcome is what a run of the program left behind.
type outcome struct {
	stdout, stderr string
	status         int
}

// program is Ringside with a secret, no display and a folder of its own.
func program(t *testing.T, secret string, args ...string) *Program {
	t.Helper()
	nobody := t.TempDir() // no Ringside runs there
	return &Program{
		Place: socket.In(nobody, "ringside"), DemoPlace: socket.In(nobody, "demo"),
		Args: args, Keyring: ring(""), Folder: t.TempDir(), Words: lang.New("en"), Version: "1.2.3",
		Secret:     secret,
		Window:     func(context.Context, WindowRequest) error { t.Error("the window was opened"); return nil },
		HasDisplay: func() bool { return false },
	}
}

// run runs a command to its end. Whatever it prints, the secret is not in it.
func run(t *testing.T, secret string, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	return runIn(ctx, t, program(t, secret, args...), secret)
}

func runIn(ctx context.Context, t *testing.T, p *Program, secret string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	p.Stdout, p.Stderr = &stdout, &stderr
	status := p.Run(ctx)
	o := outcome{stdout.String(), stderr.String(), status}
	if secret != "" && strings.Contains(o.stdout+o.stderr, secret) {
		t.Errorf("%q printed the secret", p.Args)
	}
	if strings.Contains(o.stdout+o.stderr, "<no value>") {
		t.Errorf("%q left a gap: %s%s", p.Args, o.stdout, o.stderr)
	}
	return o
}

// run runs a command of the demo person.
func (o *office) run(t *testing.T, command ...string) outcome {
	t.Helper()
	return run(t, o.person.Password, o.args(command...)...)
}

// runKey runs a command with the API key.
func (o *office) runKey(t *testing.T, command ...string) outcome {
	t.Helper()
	return run(t, o.APIKey(), o.keyArgs(command...)...)
}

// decode reads a line of JSON that has every field of T and no other.
func decode[T any](t *testing.T, line string) T {
	t.Helper()
	var v T
	strict := json.NewDecoder(strings.NewReader(line))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&v); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	var have map[string]json.RawMessage
	want, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(line), &have) != nil || json.Unmarshal(want, &fields) != nil {
		t.Fatalf("%s is no object", line)
	}
	for name := range fields {
		if _, ok := have[name]; !ok {
			t.Errorf("%s lacks %q", line, name)
		}
	}
	return v
}

// linesOf splits what was printed.
func linesOf(printed string) []string {
	if printed == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(printed, "\n"), "\n")
}
