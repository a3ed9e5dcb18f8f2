package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// boardTile draws a queue on a Wallboard: its name, four figures, and below them why it needs somebody, on the colour of how much.
type boardTile struct {
	names          [4]string
	queue          rows.Queue
	letters        float32
	ground, bar    *canvas.Rectangle
	sign           *Icon
	name, word     *canvas.Text
	figures, below [4]*canvas.Text
	objects        []fyne.CanvasObject
}

func newBoardTile(names [4]string) *boardTile {
	t := &boardTile{names: names, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), sign: NewIcon(0), name: &canvas.Text{}, word: &canvas.Text{}}
	t.objects = []fyne.CanvasObject{t.ground, t.bar, t.sign.Image, t.name, t.word}
	t.name.TextStyle.Bold, t.word.TextStyle.Bold = true, true
	for i := range t.figures {
		t.figures[i], t.below[i] = &canvas.Text{}, &canvas.Text{}
		t.figures[i].TextStyle.Bold = true
		t.objects = append(t.objects, t.figures[i], t.below[i])
	}
	return t
}

func (t *boardTile) set(q rows.Queue, letters float32) { t.queue, t.letters = q, letters }

// rect is where something stands.
type rect struct{ x, y, width, height float32 }

// layout places the tile. Whatever is in it is measured in heights of its figures.
func (t *boardTile) layout(at rect) {
	q, u := t.queue, t.letters
	gap := u * 0.08
	at = rect{at.x + gap, at.y + gap, at.width - 2*gap, at.height - 2*gap}
	sign, level := LevelSign(q.Level)
	t.ground.FillColor, t.ground.StrokeColor, t.ground.StrokeWidth = theme.Color(look.Surface), theme.Color(theme.ColorNameSeparator), 1
	t.bar.FillColor = color.Transparent
	onBar, signOn := theme.Color(look.Muted), level
	if q.Level >= rows.Warned {
		t.ground.StrokeColor, t.ground.StrokeWidth = theme.Color(level), u*0.06
		t.bar.FillColor, onBar, signOn = theme.Color(level), theme.Color(theme.ColorNameBackground), theme.ColorNameBackground
	}
	t.ground.CornerRadius, t.bar.BottomLeftCornerRadius, t.bar.BottomRightCornerRadius = u*0.12, u*0.12, u*0.12
	place(t.ground, at)
	pad := u * 0.25
	inside := at.width - 2*pad
	write(t.name, q.Name, theme.Color(theme.ColorNameForeground), u*0.5, inside).at(at.x+pad, at.y+u*0.45, inside, fyne.TextAlignLeading)

	bar := u * 0.78
	body := at.height - u*0.8 - bar // between the name and the bar
	for i, f := range [4]rows.Figure{q.Waiting, q.Longest, q.Free, q.Service} {
		half := inside / 2
		x, y := at.x+pad+float32(i%2)*half, at.y+u*0.8+float32(i/2)*body/2
		colour := LevelColour(f.Level)
		write(t.figures[i], f.Text, theme.Color(colour), u, half-gap).at(x, y+body*0.2, half-gap, fyne.TextAlignLeading)
		write(t.below[i], t.names[i], theme.Color(look.Muted), u*0.3, half-gap).at(x, y+body*0.2+u*0.66, half-gap, fyne.TextAlignLeading)
	}
	y := at.y + at.height - bar
	place(t.bar, rect{at.x, y, at.width, bar})
	icon := u * 0.45
	t.sign.Draw(sign, signOn)
	centre(t.sign.Image, at.x+pad+icon/2, y+bar/2, icon)
	room := inside - icon - pad/2
	write(t.word, q.Worst, onBar, u*0.4, room).at(at.x+pad+icon+pad/2, y+bar/2, room, fyne.TextAlignLeading)
}

func place(o fyne.CanvasObject, at rect) {
	o.Move(fyne.NewPos(at.x, at.y))
	o.Resize(fyne.NewSize(at.width, at.height))
}

// written is a text that has its letters.
type written struct{ *canvas.Text }

// write has a text say something in letters so high, or smaller ones where there is no room for it; what is too long even then
// ends in ….
func write(t *canvas.Text, said string, colour color.Color, letters, room float32) written {
	style := t.TextStyle
	if natural := fyne.MeasureText(said, letters, style).Width; natural > room && natural > 0 {
		letters *= max(room/natural, smallest)
	}
	t.Text = ellipsis(said, room, func(s string) float32 { return fyne.MeasureText(s, letters, style).Width })
	t.TextSize, t.Color = letters, colour
	return written{t}
}

// at puts a text with its middle at the height y.
func (t written) at(x, y, width float32, align fyne.TextAlign) {
	height := t.MinSize().Height
	t.Alignment = align
	place(t.Text, rect{x, y - height/2, width, height})
}
