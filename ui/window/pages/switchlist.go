package pages

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringside/ui/lang"
	"ringside/ui/window/widgets"
)

// switchList is some switches below each other.
type switchList struct {
	*lines[*switchLine]
	escape func() bool // may be nil
	// focused is told of what has got the keyboard; may be nil.
	focused func(fyne.CanvasObject)
}

// newSwitchList makes an empty one. starred tells that each switch has a star, to make it a favourite.
func newSwitchList(w *lang.Words, on SwitchActs, starred bool) *switchList {
	s := &switchList{}
	s.lines = newLines(func(uuid string) *switchLine {
		line := newSwitchLine(w, on, uuid, func(k fyne.KeyName) bool { return s.key(uuid, k) })
		widgets.SetVisible(line.stars, starred)
		line.turn.OnFocus = func() { s.reveal(line) }
		return line
	})
	return s
}

// set shows switches in their order.
func (s *switchList) set(all []SwitchState) {
	order := make([]string, len(all))
	for i, sw := range all {
		order[i] = sw.UUID
		s.at(sw.UUID).show(sw)
	}
	s.arrange(order)
}

func (s *switchList) reveal(line *switchLine) {
	if s.focused != nil {
		s.focused(line.content)
	}
}

// key deals with the keys that mean something while a switch has the keyboard.
func (s *switchList) key(uuid string, k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		return s.step(uuid, 1)
	case fyne.KeyUp:
		return s.step(uuid, -1)
	case fyne.KeyEscape:
		return s.escape != nil && s.escape()
	}
	return false
}

// step gives the keyboard to the next switch up or down that takes it, from one or from none of them.
func (s *switchList) step(from string, by int) bool {
	for at := slices.Index(s.order, from) + by; at >= 0 && at < len(s.order); at += by {
		if line := s.at(s.order[at]); line.keyboard() {
			s.reveal(line)
			return true
		}
	}
	return false
}
