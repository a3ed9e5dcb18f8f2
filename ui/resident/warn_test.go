package resident

import (
	"strings"
	"testing"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/notify"
)

func TestWarn_AnotherCertificateIsToldOfOnceAndUrgently(t *testing.T) {
	m := paint("bea")
	_, d, _ := follows(t, m)
	show := func(code pbxclient.Code, fingerprint string) {
		s := *m.Picture()
		s.Connection = presence.Connection{State: presence.Offline, Err: &pbxclient.Error{Op: "list users", Code: code, Fingerprint: fingerprint}}
		m.Publish(&s)
	}
	show(pbxclient.CodeUnreachable, "")
	show(pbxclient.CodePinMismatch, "AB:CD")
	d.until(t, "the warning", func(shown []notify.Message) bool {
		return len(shown) == 1 && shown[0].Urgent && strings.Contains(shown[0].Body, "AB:CD") && strings.Contains(shown[0].Body, "WARNING")
	})
	show(pbxclient.CodeUnreachable, "")
	show(pbxclient.CodePinMismatch, "AB:CD")
	show(pbxclient.CodePinMismatch, "EF:01")
	d.until(t, "the next one in its place", func(shown []notify.Message) bool {
		return len(shown) == 1 && strings.Contains(shown[0].Body, "EF:01")
	})
}
