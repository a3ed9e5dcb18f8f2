package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// askCall asks whether to call the number that a link of another program has.
func (m *mainScreen) askCall(link string) { m.askAbout(link, rows.Link) }

// askSelected asks whether to call the number that is selected somewhere; "" for nothing.
func (m *mainScreen) askSelected(text string) {
	if text == "" {
		m.tell(m.words.Say("selected_nothing"))
		return
	}
	m.askAbout(text, rows.Selection)
}

// shownOfText is how much is shown of a text that makes no number, in characters.
const shownOfText = 60

// askAbout asks about a number of some origin. What makes no number is put into the dial field, which says why.
func (m *mainScreen) askAbout(text string, from rows.Origin) {
	ask, err := rows.LinkCallOf(text, from, m.do.mirror.Picture().Rules(), m.words)
	if err != nil {
		m.dialer.SetNumber(lang.Plain(text, shownOfText))
		m.open(dialPage)
		return
	}
	if ask.Always != "" && m.settings.LinksCall {
		m.call(ask.Sent)
		return
	}
	first, answers := m.answersTo(ask)
	m.link.Set(ask.Question, answers...)
	m.settle()
	m.canvas.Focus(first)
}

// answersTo are the ways to answer whether to call. The keyboard begins at first, which does no harm unless the call was meant: the
// window may have come up under the hands of somebody who was typing elsewhere.
func (m *mainScreen) answersTo(ask rows.LinkCall) (first fyne.Focusable, answers []fyne.CanvasObject) {
	always := widget.NewCheck(ask.Always, nil)
	over := func() {
		m.link.Set("")
		m.settle()
	}
	call := widgets.NewAnswer(m.words.Say("call"), func() {
		over()
		if always.Checked {
			m.change(func(s *settings.Settings) { s.LinksCall = true })
		}
		m.call(ask.Sent)
	})
	call.Importance = widget.HighImportance
	edit := widgets.NewAnswer(m.words.Say("link_edit"), func() {
		over()
		m.dialer.SetNumber(ask.Sent)
		m.open(dialPage)
	})
	not := widgets.NewAnswer(m.words.Say("link_not"), over)
	first = not
	if ask.Meant {
		first = call
	}
	if ask.Always == "" {
		return first, []fyne.CanvasObject{not, call, edit}
	}
	return first, []fyne.CanvasObject{container.NewVBox(always, container.NewHBox(not, call, edit))}
}
