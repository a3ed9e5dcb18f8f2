package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/settings"
	"ringside/ui/window/rows"
)

// askCall asks whether to call the number that a link of another program has. What makes no number is put into the dial field,
// which says why.
func (m *mainScreen) askCall(link string) {
	ask, err := rows.LinkCallOf(link, m.do.mirror.Picture().Rules(), m.words)
	if err != nil {
		m.dialer.SetNumber(link)
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

// answersTo are the ways to answer whether to call. The keyboard begins at first, which does no harm: the window may have come up
// under the hands of somebody who was typing elsewhere.
func (m *mainScreen) answersTo(ask rows.LinkCall) (first fyne.Focusable, answers []fyne.CanvasObject) {
	always := widget.NewCheck(ask.Always, nil)
	over := func() {
		m.link.Set("")
		m.settle()
	}
	call := widget.NewButton(m.words.Say("call"), func() {
		over()
		if always.Checked {
			m.change(func(s *settings.Settings) { s.LinksCall = true })
		}
		m.call(ask.Sent)
	})
	call.Importance = widget.HighImportance
	edit := widget.NewButton(m.words.Say("link_edit"), func() {
		over()
		m.dialer.SetNumber(ask.Sent)
		m.open(dialPage)
	})
	not := widget.NewButton(m.words.Say("link_not"), over)
	if ask.Always == "" {
		return not, []fyne.CanvasObject{not, call, edit}
	}
	return not, []fyne.CanvasObject{container.NewVBox(always, container.NewHBox(not, call, edit))}
}
