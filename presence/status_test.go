package presence

import (
	"testing"

	"ringside/pbxclient"
)

func TestOfCode_ReadsTheCodeAsAMask(t *testing.T) {
	for code, want := range map[int]Presence{
		-2: Unavailable, -1: Unavailable, 0: Available, 1: OnCall, 2: OnCall, 3: OnCall, 4: Unavailable, 8: Ringing, 16: OnHold,
		9:  Ringing, // in use, and another call rings
		10: Ringing, 12: Ringing, 17: OnCall, 18: OnCall, 20: OnHold, 24: Ringing, 25: Ringing, 5: OnCall,
		32: Unknown, 33: OnCall, 64 | 8: Ringing, // bits that no document names
	} {
		if got := OfCode(code); got != want {
			t.Errorf("code %d is %q, want %q", code, got, want)
		}
	}
}

func TestPresenceOf_TheStrongestPhoneWins(t *testing.T) {
	unknown := pbxclient.Opt[int]{}
	code := pbxclient.Some[int]
	for _, c := range []struct {
		phones []pbxclient.Opt[int]
		want   Presence
	}{
		{nil, Unavailable},
		{[]pbxclient.Opt[int]{unknown}, Unknown},
		{[]pbxclient.Opt[int]{pbxclient.NullOpt[int]()}, Unknown},
		{[]pbxclient.Opt[int]{code(4), unknown}, Unknown},
		{[]pbxclient.Opt[int]{unknown, code(0)}, Available},
		{[]pbxclient.Opt[int]{code(0), code(4)}, Available},
		{[]pbxclient.Opt[int]{code(0), code(16)}, OnHold},
		{[]pbxclient.Opt[int]{code(16), code(2)}, OnCall},
		{[]pbxclient.Opt[int]{code(1), code(8)}, Ringing},
		{[]pbxclient.Opt[int]{code(4), code(-1)}, Unavailable},
	} {
		var phones []ContactPhone
		for _, status := range c.phones {
			phones = append(phones, ContactPhone{StatusCode: status})
		}
		if got := presenceOf(phones); got != c.want {
			t.Errorf("%v: %q, want %q", c.phones, got, c.want)
		}
	}
}
