package cli

import (
	"net/http"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
)

// A PBX need not tell of its queues which they are.
func TestQueues_OneIsAskedForByItsUUIDWhereTheListNamesNone(t *testing.T) {
	o := open(t, pbxsim.Options{})
	all := func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/acd/stats") }
	one := func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/acd/q1/stats") }
	o.Inject(pbxsim.Fault{Match: all, Body: `[{"calls_waiting":7},{"calls_waiting":2}]`})
	o.Inject(pbxsim.Fault{Match: one, Body: `{"queues":[{"calls_waiting":2}]}`})
	check(t, o.runKey(t, "queues", "q1", "--json"), 0, `\{[^\n]*"calls_waiting":2[^\n]*\}`)
	check(t, o.runKey(t, "queues", "reset", "q1", "--json"), 0, `\{[^\n]*"calls_waiting":2[^\n]*\}`)
	for _, command := range [][]string{{"queues", "q2"}, {"queues", "reset", "q2"}} {
		oneSentence(t, o.runKey(t, command...), 1, "no queue")
	}
}

func TestQueues_OneThatTheListWouldNameIsNotGuessed(t *testing.T) {
	o := open(t, pbxsim.Options{})
	oneSentence(t, o.runKey(t, "queues", "none such"), 1, "no queue")
	for _, r := range o.Requests() {
		if strings.Contains(r.Path, "none") {
			t.Errorf("asked for %q", r.Path)
		}
	}
}
