package cli

import (
	"net/http"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
)

func isGet(r *http.Request) bool { return r.Method == http.MethodGet }

func TestSwitch_IsWrittenAsThePBXWritesIt(t *testing.T) {
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Match: isGet, Body: `[{"uuid":"s1","name":"Night","value":"0"}]`})
	o.Inject(pbxsim.Fault{Match: isPost, Body: `{"uuid":"s1","name":"Night","value":"1"}`})
	check(t, o.runKey(t, "switch", "night", "on"), 0, "1")
	requests := o.Requests()
	if sent := requests[len(requests)-1]; !strings.Contains(sent.Body, `"value":"1"`) {
		t.Errorf("sent %q", sent.Body)
	}
}

func TestSwitch_ThatThePBXLeavesAsItWasIsAFailure(t *testing.T) {
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Match: isPost, Body: `{"uuid":"s1","name":"Night","value":"false"}`})
	for _, format := range [][]string{nil, {"--json"}} {
		got := o.runKey(t, append([]string{"switch", o.Office().Switches[0].UUID, "on"}, format...)...)
		check(t, got, 1, "off|.*false.*")
		if !strings.Contains(got.stderr, "keeps the setting at off") {
			t.Errorf("said %q", got.stderr)
		}
	}
}
