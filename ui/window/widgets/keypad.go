package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Keypad is the keys of a telephone.
type Keypad struct {
	widget.BaseWidget
	// OnKey is told what was pressed: a digit, *, # or, for a long 0, +.
	OnKey func(rune)

	keys  map[rune]*Key
	order []fyne.CanvasObject
}

// telephone is its keys, row by row.
var telephone = []struct {
	sign    rune
	letters string
}{
	{'1', ""},
	{'2', "ABC"},
	{'3', "DEF"},
	{'4', "GHI"},
	{'5', "JKL"},
	{'6', "MNO"},
	{'7', "PQRS"},
	{'8', "TUV"},
	{'9', "WXYZ"},
	{'*', ""},
	{'0', "+"},
	{'#', ""},
}

// NewKeypad makes one. after is called when a press is over: a press takes the keyboard away from the field that is filled in.
func NewKeypad(pressed func(rune), after func()) *Keypad {
	p := &Keypad{OnKey: pressed, keys: map[rune]*Key{}}
	for _, k := range telephone {
		var held func()
		if k.sign == '0' {
			held = func() { p.OnKey('+') }
		}
		p.keys[k.sign] = NewKey(string(k.sign), k.letters, func() { p.OnKey(k.sign) }, held)
		p.keys[k.sign].After = after
		p.order = append(p.order, p.keys[k.sign])
	}
	p.keys['+'] = p.keys['0']
	p.ExtendBaseWidget(p)
	return p
}

// Flash shows the key of a sign pressed for a moment; other signs have none.
func (p *Keypad) Flash(sign rune) {
	if k := p.keys[sign]; k != nil {
		k.Flash()
	}
}

// Key is that of a sign, nil if there is none.
func (p *Keypad) Key(sign rune) *Key { return p.keys[sign] }

// The measures of a keypad at the usual scale.
const (
	keyColumns, keyRows         = 3, 4
	keyGap              float32 = 6
)

// CreateRenderer implements fyne.Widget.
func (p *Keypad) CreateRenderer() fyne.WidgetRenderer { return keypadPaint{p} }

// keypadPaint puts the keys into their rows and columns, as large as there is room for.
type keypadPaint struct{ pad *Keypad }

// Destroy implements fyne.WidgetRenderer.
func (keypadPaint) Destroy() {}

// Refresh implements fyne.WidgetRenderer.
func (p keypadPaint) Refresh() {
	for _, k := range p.pad.order {
		k.Refresh()
	}
}

// Objects implements fyne.WidgetRenderer.
func (p keypadPaint) Objects() []fyne.CanvasObject { return p.pad.order }

// MinSize implements fyne.WidgetRenderer.
func (p keypadPaint) MinSize() fyne.Size {
	gap, key := look.Scaled(keyGap), p.pad.order[0].MinSize()
	return fyne.NewSize(keyColumns*key.Width+(keyColumns-1)*gap, keyRows*key.Height+(keyRows-1)*gap)
}

// Layout implements fyne.WidgetRenderer.
func (p keypadPaint) Layout(size fyne.Size) {
	gap := look.Scaled(keyGap)
	width, height := (size.Width-(keyColumns-1)*gap)/keyColumns, (size.Height-(keyRows-1)*gap)/keyRows
	for i, k := range p.pad.order {
		k.Move(fyne.NewPos(float32(i%keyColumns)*(width+gap), float32(i/keyColumns)*(height+gap)))
		k.Resize(fyne.NewSize(width, height))
	}
}
