//go:build linux

package desk

import (
	"testing"
	"time"

	"ringside/ui/demo"
)

// phone is Ringside as on a phone, in a window of a phone's size: one process, and a touch for a click. The simulation knows no
// keyboard.
func phone(t *testing.T) *scene {
	t.Helper()
	s := setOn(t, demo.Options{Quiet: true}, "1700x1800")
	s.program = built(t, "ringside-mobile", "ringside", "-tags", "mobile,"+tags())
	account, secret := s.office.Login()
	cmd := s.desk.Command(s.program, "--pbx", account.Address, "--insecure-http", "--user", account.UserName)
	cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret)
	s.start(cmd)
	s.title = "App"
	s.must(s.WaitWindow(s.ctx))
	s.must(s.Resize(780, 1600))
	return s
}

// touch touches a place in parts of a hundred of the window.
func (s *scene) touch(across, down int) error {
	shot, err := s.Image()
	if err != nil {
		return err
	}
	size := shot.Bounds().Size()
	return s.Click(size.X*across/100, size.Y*down/100)
}

// touched touches something until that has had its effect: a touch while the page is still moving reaches nobody.
func (s *scene) touched(what string, touch func() error, holds func() bool) {
	s.t.Helper()
	var again time.Time
	s.must(poll(s.ctx, what, func() (bool, error) {
		if holds() {
			return true, nil
		}
		if time.Now().After(again) {
			again = time.Now().Add(5 * time.Second)
			return false, touch()
		}
		return false, nil
	}))
}

func TestPhone_DialsWithItsKeypadAndTurns(t *testing.T) {
	s := phone(t)
	s.must(s.WaitText(s.ctx, "People", "Available", "More"))
	s.must(s.ClickWord("Dial"))
	s.must(s.WaitText(s.ctx, "Type or paste"))
	for range 2 {
		s.must(s.ClickWord("ABC")) // below the 2
		s.must(s.ClickWord("MNO"))
		s.must(s.ClickWord("WXYZ"))
	}
	s.must(s.WaitText(s.ctx, "269269"))
	s.must(s.ClickWord("More"))
	s.must(s.WaitText(s.ctx, "Do not disturb", "Voicemail", "Settings"))
	s.touched("do not disturb", func() error { return s.ClickWord("disturb") }, func() bool { return s.own().DND })

	s.must(s.Resize(1600, 780)) // it is turned: there is room for a rail
	s.must(s.WaitText(s.ctx, "People", "Calls", "Dial"))
	s.must(s.Resize(780, 1600))
	s.must(s.ClickWord("People"))
	s.must(s.WaitText(s.ctx, "Available", given(s.anna)))
	s.must(s.ClickWord(given(s.anna)))
	s.must(s.WaitText(s.ctx, "Back", "Tell me when free"))
	// The button below the name.
	s.touched("the call", func() error { return s.touch(50, 13) }, func() bool { return len(s.office.PBX.Office().Calls) > 0 })
}
