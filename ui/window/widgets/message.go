package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Message is a sentence across the window, with what a person can answer beneath it. It blocks nothing.
type Message struct {
	widget.BaseWidget
	back    *canvas.Rectangle
	ground  fyne.ThemeColorName
	icon    *Icon
	text    *widget.Label
	answers *fyne.Container
}

// NewMessage makes a hidden message.
func NewMessage() *Message {
	m := &Message{
		back: canvas.NewRectangle(nil), ground: look.Banner, icon: NewIcon(20), text: widget.NewLabel(""),
		answers: container.NewHBox(),
	}
	m.back.CornerRadius = 8
	m.text.Wrapping = fyne.TextWrapWord
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

// sideBySide is how many answers fit beside each other in a narrow window.
const sideBySide = 3

// Set shows a sentence that wants attention, with buttons or fields; an empty one hides the message.
func (m *Message) Set(text string, answers ...fyne.CanvasObject) {
	m.ground = look.Banner
	m.icon.Draw(look.Warning, theme.ColorNameWarning)
	m.set(text, answers)
}

// Done shows a sentence that says what has been done, with buttons or fields.
func (m *Message) Done(text string, answers ...fyne.CanvasObject) {
	m.ground = look.Chosen
	m.icon.Draw(look.Check, theme.ColorNameSuccess)
	m.set(text, answers)
}

func (m *Message) set(text string, answers []fyne.CanvasObject) {
	if text == "" {
		visible(m, false)
		return
	}
	setText(m.text, text)
	m.answers.Objects = answers
	m.answers.Layout = layout.NewHBoxLayout()
	if len(answers) > sideBySide {
		m.answers.Layout = layout.NewVBoxLayout()
	}
	visible(m.answers, len(answers) > 0)
	m.Refresh()
	visible(m, true)
}

// Text is the sentence that is shown, "" when there is none.
func (m *Message) Text() string {
	if !m.Visible() {
		return ""
	}
	return m.text.Text
}

// Refresh implements fyne.Widget.
func (m *Message) Refresh() {
	m.back.FillColor = theme.Color(m.ground)
	m.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *Message) CreateRenderer() fyne.WidgetRenderer {
	m.back.FillColor = theme.Color(m.ground)
	row := container.NewBorder(nil, m.answers, m.icon.Box(), nil, m.text)
	return widget.NewSimpleRenderer(container.NewStack(m.back, container.New(layout.NewCustomPaddedLayout(2, 6, 10, 8), row)))
}
