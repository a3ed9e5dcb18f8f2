//go:build linux

package desk

import (
	"image"
	"testing"
)

// inTaskbar starts Ringside without its window on a desktop whose tray is Xfce's panel, and waits for the icon there.
func inTaskbar(t *testing.T) (s *scene, panel *App, icon image.Point) {
	t.Helper()
	s = set(t)
	panel, err := s.desk.StartTaskbar(s.ctx)
	s.must(err)
	s.open("--hidden")
	at, err := panel.WaitIcon(s.ctx)
	s.must(err)
	if at.Dx() < 16 || at.Dy() < 16 {
		t.Errorf("the icon is at %v, which is too small to be told from others", at)
	}
	return s, panel, at.Min.Add(at.Max).Div(2)
}

func TestTaskbar_DoNotDisturbIsTurnedOnAndOffInThePanelsOwnMenu(t *testing.T) {
	s, panel, icon := inTaskbar(t)
	for _, on := range []bool{true, false} {
		s.must(panel.MenuClick(icon.X, icon.Y))
		s.must(panel.WaitText(s.ctx, "Do not disturb", "Forward calls", "Quit"))
		s.must(panel.ClickWord("disturb"))
		s.must(poll(s.ctx, "do not disturb at the PBX", func() (bool, error) { return s.own().DND == on, nil }))
	}
}

func TestTaskbar_AClickOnTheIconOpensTheWindow(t *testing.T) {
	s, panel, icon := inTaskbar(t)
	s.must(panel.Click(icon.X, icon.Y))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Connected"))
}
