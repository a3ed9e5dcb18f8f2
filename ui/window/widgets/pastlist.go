package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/journal"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// PastList shows calls that were, under headings of their days. The one picked is kept by its Key, not by place. Its rows are
// made as they come into sight, and all are of one height, so that it scrolls through tens of thousands.
type PastList struct {
	widget.List
	// OnCall and OnPick tell what was clicked. OnRune and OnKey get what is typed while the list has the focus.
	OnCall, OnPick func(key string)
	OnRune         func(rune)
	OnKey          func(fyne.KeyName) bool
	// OnShown tells that a row has come into sight, by its place.
	OnShown func(at int)

	describe func(*journal.Call) rows.Past
	heading  func(day time.Time) string
	entries  []rows.HistoryEntry
	picked   string
}

// NewPastList makes an empty list. describe makes a row's words, heading those of a day.
func NewPastList(describe func(*journal.Call) rows.Past, heading func(day time.Time) string) *PastList {
	l := &PastList{describe: describe, heading: heading}
	l.Length = func() int { return len(l.entries) }
	l.CreateItem = func() fyne.CanvasObject {
		row := NewPastRow()
		row.OnTapped = func(key string) { tell(l.OnPick, key) }
		row.OnCall = func(key string) { tell(l.OnCall, key) }
		return row
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		o.(*PastRow).Set(l.line(i))
		if l.OnShown != nil {
			l.OnShown(i)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *PastList) line(i int) PastLine {
	e := l.entries[i]
	if e.Call == nil {
		return PastLine{Day: l.heading(e.Day)}
	}
	return PastLine{Call: l.describe(e.Call), Selected: e.Call.Key == l.picked}
}

// Set shows calls, with one of them picked; picked may be "". What is in sight stays where it is, although there may be more
// above it now, unless that is the top.
func (l *PastList) Set(entries []rows.HistoryEntry, picked string) {
	offset, moved := l.GetScrollOffset(), 0
	if top := l.top(offset); top != "" {
		before := l.index(top)
		l.entries = entries
		if now := l.index(top); now >= 0 {
			moved = now - before
		}
	}
	l.entries, l.picked = entries, picked
	l.Refresh()
	if moved != 0 {
		l.ScrollToOffset(offset + float32(moved)*stride())
	}
}

// stride is how far it is from a row to the next.
func stride() float32 { return look.Scaled(pastHeight) + theme.Padding() }

// top is the Key of the first call in sight, "" at the top of the list.
func (l *PastList) top(offset float32) string {
	if offset <= 0 {
		return ""
	}
	for i := int(offset / stride()); i < len(l.entries); i++ {
		if c := l.entries[i].Call; c != nil {
			return c.Key
		}
	}
	return ""
}

// ShowPicked scrolls to the one picked.
func (l *PastList) ShowPicked() {
	if i := l.index(l.picked); i >= 0 {
		l.ScrollTo(i)
	}
}

// Neighbour finds the call to pick when going by steps from the one picked: -1 is the one above, 1 the one below; it stops at
// the ends. From none it goes to the first. It returns "" when the list has no call.
func (l *PastList) Neighbour(steps int) string {
	best := l.picked
	at := l.index(l.picked)
	if at < 0 {
		at, steps, best = -1, 1, ""
	}
	for i := at + sign(steps); steps != 0 && i >= 0 && i < len(l.entries); i += sign(steps) {
		if c := l.entries[i].Call; c != nil {
			best = c.Key
			steps -= sign(steps)
		}
	}
	return best
}

func (l *PastList) index(key string) int {
	return slices.IndexFunc(l.entries, func(e rows.HistoryEntry) bool { return e.Call != nil && e.Call.Key == key })
}

// TypedRune implements fyne.Focusable.
func (l *PastList) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *PastList) TypedKey(e *fyne.KeyEvent) {
	if l.OnKey == nil || !l.OnKey(e.Name) {
		passOn(e)
		l.List.TypedKey(e)
	}
}
