package pages

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// dialPreview says what a number becomes and, for whoever asks, why.
type dialPreview struct {
	content fyne.CanvasObject

	line  *widget.Label
	why   *widget.Button
	steps *fyne.Container
	card  fyne.CanvasObject
	shown rows.Preview
	asked bool // why
}

// newDialPreview makes an empty one. after is called when somebody has asked why.
func newDialPreview(w *lang.Words, after func()) *dialPreview {
	p := &dialPreview{line: widget.NewLabel(""), steps: container.New(dialColumn{})}
	p.line.Wrapping = fyne.TextWrapWord
	p.why = widget.NewButton(w.Say("why"), func() { p.asked = !p.asked; p.explain(); after() })
	p.why.Importance = widget.LowImportance
	p.card = widgets.NewCard(p.steps)
	p.content = container.New(dialColumn{},
		container.New(twoLines{}, container.NewBorder(nil, nil, nil, container.NewVBox(p.why), p.line)), p.card)
	p.explain()
	return p
}

// set shows what a number becomes.
func (p *dialPreview) set(now rows.Preview) {
	if p.shown.Sent == now.Sent && p.shown.Line == now.Line && slices.Equal(p.shown.Why, now.Why) {
		return
	}
	p.shown = now
	p.line.Importance, p.line.SizeName = widget.MediumImportance, theme.SizeNameText
	if now.Sent == "" { // which is longer, and what most numbers are while they are being typed
		p.line.Importance, p.line.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	}
	p.line.SetText(now.Line)
	p.explain()
}

// explain shows the steps if they were asked for.
func (p *dialPreview) explain() {
	p.why.Hidden = len(p.shown.Why) == 0
	p.card.(*fyne.Container).Hidden = !p.asked || p.why.Hidden
	if p.card.Visible() {
		p.steps.Objects = nil
		for i, step := range p.shown.Why {
			p.steps.Add(numberedStep(i+1, step))
		}
	}
	p.content.Refresh()
}

// drawn is a text without arrows: Fyne has them in a font that lacks the space behind.
var drawn = strings.NewReplacer("→", "›")

func numberedStep(number int, text string) fyne.CanvasObject {
	said, at := widget.NewLabel(drawn.Replace(text)), widget.NewLabel(strconv.Itoa(number))
	said.Wrapping, at.TextStyle.Bold, at.Importance = fyne.TextWrapWord, true, widget.HighImportance
	for _, l := range []*widget.Label{said, at} {
		l.SizeName = theme.SizeNameCaptionText
	}
	return container.New(slim{}, container.NewBorder(nil, nil, container.NewVBox(at), nil, said))
}
