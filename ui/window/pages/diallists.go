package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// dialLists are who may be meant by what is typed and, before anything is, the numbers that were called most and last.
type dialLists struct {
	content fyne.CanvasObject
	onRune  func(rune) // typed there
	onLeft  func()     // by a key, upwards
	onFocus func(fyne.CanvasObject)

	words                *lang.Words
	suggestions          *widgets.Choices
	used, recent         *widgets.Choices
	usedTitle, lastTitle *widget.Label
	none                 *widget.Label

	snap    *presence.Snapshot
	index   *rows.Index
	calls   []journal.Call
	region  string // that dialled was made for
	dialled []rows.Dialled
}

// How many are shown.
const (
	mostSuggestions = 4
	mostDialled     = 5
)

func newDialLists(w *lang.Words, chosen func(rows.Choice)) *dialLists {
	l := &dialLists{
		words: w, suggestions: widgets.NewChoices(chosen), used: widgets.NewChoices(chosen), recent: widgets.NewChoices(chosen),
		usedTitle: widgets.NewSection(w.Say("dial_most_used")), lastTitle: widgets.NewSection(w.Say("dial_last")),
		none: widget.NewLabelWithStyle(w.Say("dial_none_yet"), fyne.TextAlignCenter, fyne.TextStyle{}),
	}
	l.none.Wrapping, l.none.Importance, l.none.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
	for _, c := range l.all() {
		c.OnRune = func(r rune) { l.onRune(r) }
		c.OnKey = func(k fyne.KeyName) { l.key(c, k) }
		c.OnFocus = func(o fyne.CanvasObject) { l.onFocus(o) }
	}
	l.content = container.New(dialColumn{}, l.suggestions, l.usedTitle, l.used, l.lastTitle, l.recent, l.none)
	return l
}

func (l *dialLists) all() []*widgets.Choices {
	return []*widgets.Choices{l.suggestions, l.used, l.recent}
}

// set takes a picture, to whose contacts the index belongs.
func (l *dialLists) set(s *presence.Snapshot, x *rows.Index) {
	l.snap, l.index = s, x
	if s.Region != l.region {
		l.setCalls(l.calls)
	}
}

// setCalls takes the kept calls, newest first.
func (l *dialLists) setCalls(calls []journal.Call) {
	l.calls = calls
	if l.snap != nil {
		l.region = l.snap.Region
	}
	l.dialled = rows.DialledOf(calls, l.region)
}

// last is the number that was called last, "" for none.
func (l *dialLists) last() string {
	if len(l.dialled) == 0 {
		return ""
	}
	return l.dialled[0].Number
}

// suggest shows who may be meant by what is typed, and with nothing typed what was called.
func (l *dialLists) suggest(typed string) {
	if l.snap == nil {
		return
	}
	eyes := rows.Eyes{Words: l.words, Region: l.snap.Region, Current: l.snap.Fresh(), Now: time.Now()}
	var suggested, used, recent []rows.Choice
	if typed != "" {
		for _, c := range l.index.Suggest(l.snap, typed, mostSuggestions) {
			suggested = append(suggested, rows.ChoiceOf(c, eyes))
		}
	} else {
		used = rows.OfMostUsed(rows.MostUsed(l.dialled, mostDialled), l.snap, eyes)
		recent = rows.OfLastDialled(rows.LastDialled(l.dialled, mostDialled), l.snap, eyes)
	}
	l.suggestions.Set(suggested)
	l.used.Set(used)
	l.recent.Set(recent)
	l.usedTitle.Hidden, l.lastTitle.Hidden = len(used) == 0, len(recent) == 0
	l.none.Hidden = typed != "" || len(recent) > 0
	l.content.Refresh()
}

// focus gives the keyboard to the first choice; it reports whether there is one.
func (l *dialLists) focus() bool { return l.suggestions.Focus() || l.used.Focus() || l.recent.Focus() }

// key deals with the keys that lead out of a list.
func (l *dialLists) key(from *widgets.Choices, k fyne.KeyName) {
	switch {
	case k == fyne.KeyDown && from == l.used:
		l.recent.Focus()
	case k == fyne.KeyUp && from == l.recent && l.used.FocusLast():
	case k == fyne.KeyUp, k == fyne.KeyEscape:
		l.onLeft()
	}
}
