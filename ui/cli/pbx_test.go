package cli

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
)

func TestPBX_PrintsWhereItListensAndWhoCanSignIn(t *testing.T) {
	for _, c := range []struct{ flags, want string }{
		{"--quiet", `listening on http://127\.0\.0\.1:\d+\n(user \S+ \S+\n)+apikey \S+\n`},
		{"--quiet --tls --users 7 --seed 3", `listening on https://127\.0\.0\.1:\d+\n(user \S+ \S+\n)+apikey \S+\nfingerprint [0-9a-f]{64}\n`},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		out := &waiter{until: "apikey", then: cancel}
		p := program(t, "", append([]string{"pbx"}, strings.Fields(c.flags)...)...)
		var stderr strings.Builder
		p.Stdout, p.Stderr = out, &stderr
		if status := p.Run(ctx); status != 0 || stderr.Len() > 0 {
			t.Errorf("status %d: %s", status, stderr.String())
		}
		if printed := strings.Join(out.lines(), "\n") + "\n"; !regexp.MustCompile(`^` + c.want + `$`).MatchString(printed) {
			t.Errorf("printed %q", printed)
		}
	}
}

func TestPBX_AtAnAddressThatIsTaken(t *testing.T) {
	o := open(t, pbxsim.Options{})
	oneSentence(t, run(t, "", "pbx", "--listen", strings.TrimPrefix(o.url, "http://")), 1, "address already in use")
}
