package toggles

import (
	"testing"

	"ringside/pbxclient"
)

func TestTurned_IsWrittenAsThePBXWritesIt(t *testing.T) {
	for value, want := range map[string][2]string{"true": {"false", "true"}, "0": {"0", "1"}, "1": {"0", "1"}, "": {"false", "true"}} {
		now := pbxclient.Some(value)
		if got := [2]string{Turned(now, false), Turned(now, true)}; got != want {
			t.Errorf("where it is %q: %q, want %q", value, got, want)
		}
	}
}

func TestSame_KnowsTheWaysToWriteOnAndOff(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"true", "1", true}, {"False", "0", true}, {"0", "1", false}, {"", "false", false}, {"day", "day", true}, {"day", "Day", false}} {
		if got := Same(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
