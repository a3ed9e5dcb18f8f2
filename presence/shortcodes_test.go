package presence

import (
	"testing"
	"time"
)

func TestSetShortCodes_HoldForWhatIsDialledAndForWhoReadsThePicture(t *testing.T) {
	mirrored(t, login{region: "NL"}, func(t *testing.T, w *world) {
		plan := func() string {
			p, err := w.Plan(t.Context(), DialRequest{Typed: "12"})
			if err != nil {
				t.Fatal(err)
			}
			return p.Sent
		}
		if got := plan(); got != "12" {
			t.Errorf("without short codes it would send %q", got)
		}
		w.SetShortCodes(map[string]string{"12": "020 794 7000"})
		w.after(time.Millisecond)
		if got := plan(); got != "+31207947000" {
			t.Errorf("it would send %q", got)
		}
		if d, err := w.Picture().Rules().Decide("12"); err != nil || d.Sent != "+31207947000" {
			t.Errorf("who reads the picture would send %q, %v", d.Sent, err)
		}
		w.SetShortCodes(nil)
		w.after(time.Millisecond)
		if d, _ := w.Picture().Rules().Decide("12"); d.Sent != "12" {
			t.Errorf("without them again %q", d.Sent)
		}
	})
}

func TestSetRegion_ReadsNumbersInAnotherCountryUntilItIsThePBXsAgain(t *testing.T) {
	mirrored(t, login{region: "NL"}, func(t *testing.T, w *world) {
		sent := func() string {
			d, err := w.Picture().Rules().Decide("020 794 7000")
			if err != nil {
				return err.Error()
			}
			return d.Sent
		}
		for _, c := range []struct{ region, want string }{{"GB", "+442079477000"}, {"NL", "+31207947000"}} {
			w.SetRegion(c.region)
			w.after(time.Millisecond)
			if got := w.Picture().Region; got != c.region {
				t.Errorf("set to %s, it is %s", c.region, got)
			}
			if got := sent(); c.region == "NL" && got != c.want {
				t.Errorf("in %s it would send %q", c.region, got)
			}
		}
	})
}
