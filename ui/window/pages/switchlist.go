package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/ui/lang"
)

// switchList is some switches below each other.
type switchList struct {
	content *fyne.Container
	escape  func() bool
	// focused is told of what has got the keyboard; may be nil.
	focused func(fyne.CanvasObject)

	words   *lang.Words
	on      SwitchActs
	starred bool // each has a star, to make it a favourite
	lines   map[string]*switchLine
	order   []string // UUIDs
}

func newSwitchList(w *lang.Words, on SwitchActs, starred bool) switchList {
	return switchList{content: container.NewVBox(), words: w, on: on, starred: starred, lines: map[string]*switchLine{}}
}

// set shows switches in their order. Those that were there keep what a person does with them.
func (s *switchList) set(all []SwitchState) {
	order := make([]string, len(all))
	for i, sw := range all {
		order[i] = sw.UUID
		line := s.lines[sw.UUID]
		if line == nil {
			line = s.line(sw.UUID)
		}
		line.show(sw)
	}
	if slices.Equal(order, s.order) {
		return
	}
	s.order = order
	s.content.Objects = nil
	for _, uuid := range order {
		s.content.Objects = append(s.content.Objects, s.lines[uuid].content)
	}
	s.content.Refresh()
}

func (s *switchList) line(uuid string) *switchLine {
	line := newSwitchLine(s.words, s.on, uuid, func(k fyne.KeyName) bool { return s.key(uuid, k) })
	show(line.stars, s.starred)
	line.turn.OnFocus = func() {
		if s.focused != nil {
			s.focused(line.content)
		}
	}
	s.lines[uuid] = line
	return line
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
		line := s.lines[s.order[at]]
		if line.keyboard() {
			if s.focused != nil {
				s.focused(line.content)
			}
			return true
		}
	}
	return false
}
