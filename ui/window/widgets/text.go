package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// line is one line of text that ends in … where there is no room for all of it.
type line struct {
	text   *canvas.Text
	full   string
	colour fyne.ThemeColorName
	size   fyne.ThemeSizeName
	width  float32
}

func newLine(colour fyne.ThemeColorName, size fyne.ThemeSizeName, style fyne.TextStyle) *line {
	l := &line{text: canvas.NewText("", theme.Color(colour)), colour: colour, size: size}
	l.text.TextStyle, l.text.TextSize = style, theme.Size(size)
	return l
}

// set changes the text; it reports whether it differs from before.
func (l *line) set(text string) bool {
	if text == l.full {
		return false
	}
	l.full = text
	l.fit()
	return true
}

// place puts the line with its middle at the height y and gives it a width.
func (l *line) place(x, y, width float32) {
	l.width = width
	l.fit()
	height := l.text.MinSize().Height
	l.text.Move(fyne.NewPos(x, y-height/2))
	l.text.Resize(fyne.NewSize(width, height))
}

// themed takes colours and sizes from the theme again.
func (l *line) themed() {
	l.text.Color, l.text.TextSize = theme.Color(l.colour), theme.Size(l.size)
	l.fit()
}

// write changes the text and takes colours and sizes from the theme again, for what is placed next: only that measures it.
func (l *line) write(text string) {
	l.full = text
	l.text.Color, l.text.TextSize = theme.Color(l.colour), theme.Size(l.size)
}

// smallest is how far, of its size, a line may be made smaller before it is cut.
const smallest = 0.55

// within makes the line smaller than the theme has it, where it would be wider than that.
func (l *line) within(width float32) {
	whole := theme.Size(l.size)
	l.text.TextSize = whole
	for l.natural() > width && l.text.TextSize > whole*smallest { // letters are drawn in whole pixels: half the size is not half the width
		l.text.TextSize = max(min(l.text.TextSize*width/l.natural(), l.text.TextSize-0.25), whole*smallest)
	}
}

func (l *line) natural() float32 {
	return fyne.MeasureText(l.full, l.text.TextSize, l.text.TextStyle).Width
}

// extent is where a part of the text, in bytes, begins and ends.
func (l *line) extent(from, to int) (float32, float32) {
	if from == to || to > len(l.full) {
		return 0, 0
	}
	width := func(s string) float32 { return fyne.MeasureText(s, l.text.TextSize, l.text.TextStyle).Width }
	return width(l.full[:from]), width(l.full[:to])
}

// mark puts rectangles behind the parts of a line that stands at x and y and has so much room.
func (l *line) mark(back []*canvas.Rectangle, parts rows.Spans, x, y, room float32) {
	height := l.text.MinSize().Height
	for i, part := range parts {
		from, to := l.extent(part.From, part.To)
		back[i].Hidden = from == to
		back[i].FillColor = theme.Color(look.Match)
		back[i].Move(fyne.NewPos(x+from, y-height/2))
		back[i].Resize(fyne.NewSize(max(min(to, room)-from, 0), height))
	}
}

func (l *line) fit() {
	shown := ellipsis(l.full, l.width, func(s string) float32 {
		return fyne.MeasureText(s, l.text.TextSize, l.text.TextStyle).Width
	})
	if shown != l.text.Text {
		l.text.Text = shown
		l.text.Refresh()
	}
}

// ellipsis cuts text to a width, to nothing rather than to a mere …
func ellipsis(text string, width float32, measure func(string) float32) string {
	if width <= 0 || measure(text) <= width {
		return text
	}
	letters := []rune(text)
	fits, cut := 0, len(letters)
	for fits < cut-1 {
		middle := (fits + cut) / 2
		if measure(string(letters[:middle])+"…") <= width {
			fits = middle
		} else {
			cut = middle
		}
	}
	if fits == 0 {
		return ""
	}
	return string(letters[:fits]) + "…"
}

// setText changes a label only when it has to: every SetText lays out again.
func setText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// visible shows a part of something that is being drawn anew, or hides it: see [SetVisible] for anything else.
func visible(o fyne.CanvasObject, yes bool) {
	if yes && !o.Visible() {
		o.Show()
	} else if !yes && o.Visible() {
		o.Hide()
	}
}
