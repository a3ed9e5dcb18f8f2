//go:build linux

package desk

import (
	"image"
	"testing"
)

// inTaskbar starts Ringside without its window on a desktop whose tray is Xfce's panel, and waits for the icon there.
func inTaskbar(t *testing.T) (s *scene, screen *App, icon image.Point) {
	t.Helper()
	s = set(t)
	s.must(s.desk.StartTaskbar(s.ctx))
	s.open("--hidden")
	at, err := s.desk.WaitIcon(s.ctx)
	s.must(err)
	if at.Dx() < 16 || at.Dy() < 16 {
		t.Errorf("the icon is at %v, which is too small to be told from others", at)
	}
	return s, s.desk.Screen(), at.Min.Add(at.Max).Div(2)
}

func TestTaskbar_DoNotDisturbIsTurnedOnAndOffInThePanelsOwnMenu(t *testing.T) {
	s, screen, icon := inTaskbar(t)
	for _, on := range []bool{true, false} {
		s.must(screen.MenuClick(icon.X, icon.Y))
		s.must(screen.WaitText(s.ctx, "Do not disturb", "Forward calls", "Quit"))
		s.must(screen.ClickWord("disturb"))
		s.must(poll(s.ctx, "do not disturb at the PBX", func() (bool, error) { return s.own().DND == on, nil }))
	}
}

func TestTaskbar_AClickOnTheIconOpensTheWindow(t *testing.T) {
	s, screen, icon := inTaskbar(t)
	s.must(screen.Click(icon.X, icon.Y))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
}

func TestTaskbar_TheIconTellsOfVoicemailAndDoNotDisturb(t *testing.T) {
	s, screen, icon := inTaskbar(t)
	around := image.Rect(icon.X-12, icon.Y-12, icon.X+12, icon.Y+12)
	above, below := around, around
	above.Max.Y, below.Min.Y = icon.Y-2, icon.Y+2
	red := func(part image.Rectangle) bool {
		picture, err := screen.Image()
		s.must(err)
		for y := part.Min.Y; y < part.Max.Y; y++ {
			for x := part.Min.X; x < part.Max.X; x++ {
				if r, g, b, _ := picture.At(x, y).RGBA(); r > 3*g && r > 3*b {
					return true
				}
			}
		}
		return false
	}
	s.must(s.office.PBX.LeaveVoicemail(s.me.Mailbox))
	s.must(poll(s.ctx, "the mark of a message", func() (bool, error) { return red(above), nil }))
	if red(below) {
		t.Error("there is a mark of do not disturb")
	}
	s.prints("on", "dnd", "on")
	s.must(poll(s.ctx, "the mark of do not disturb", func() (bool, error) { return red(below), nil }))
	s.prints("off", "dnd", "off")
	s.must(poll(s.ctx, "its end", func() (bool, error) { return !red(below), nil }))
}
