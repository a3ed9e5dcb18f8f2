package pages

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// newNumber makes the field for the number. A number that is too long for it shows its end, where it is being typed.
func (d *Dial) newNumber() *widgets.Field {
	f := widgets.NewField(d.words.Say("number_to_call"), d.key)
	f.OnChanged = func(string) { d.changed() }
	f.OnShortcut = func(k fyne.KeyName) bool {
		if k == fyne.KeyBackspace {
			d.clear()
		}
		return k == fyne.KeyBackspace
	}
	d.erase = widgets.NewIconKey(look.Backspace, func() { f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) }, d.clear)
	d.erase.After = d.refocus
	d.erase.Hide()
	f.ActionItem = d.erase
	return f
}

// Type puts a character into the field, wherever the focus was.
func (d *Dial) Type(r rune) {
	d.focusNumber()
	d.number.TypedRune(r)
}

// Press does what a key does in the field, wherever the focus was.
func (d *Dial) Press(k *fyne.KeyEvent) {
	d.focusNumber()
	d.number.TypedKey(k)
}

// fill puts a number into the field.
func (d *Dial) fill(number string) {
	d.number.SetText(number)
	d.number.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// clear empties the field.
func (d *Dial) clear() {
	d.country.reset()
	d.number.SetText("")
	d.show()
}

// changed shows what became of the field, and which key was typed.
func (d *Dial) changed() {
	before := d.typed
	d.typed = d.number.Text
	if added, ok := strings.CutPrefix(d.typed, before); ok && utf8.RuneCountInString(added) == 1 {
		r, _ := utf8.DecodeRuneInString(added)
		d.keypad.Flash(r)
	}
	if empty := d.typed == ""; empty == d.erase.Visible() {
		d.erase.Hidden = empty
		d.erase.Refresh()
	}
	d.show()
}

func (d *Dial) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.dial()
	case fyne.KeyDown:
		return d.lists.focus()
	case fyne.KeyEscape:
		d.clear()
	default:
		return false
	}
	return true
}

func (d *Dial) focusNumber() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.number); c != nil {
		c.Focus(d.number)
		d.scroll.ScrollToTop()
	}
}

// refocus gives the keyboard back to the field after something was pressed. A phone would bring its own up.
func (d *Dial) refocus() {
	if !fyne.CurrentDevice().IsMobile() {
		d.focusNumber()
	}
}

// largeTheme is the theme with text as large as a heading.
type largeTheme struct{}

func theTheme() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color implements fyne.Theme.
func (largeTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return theTheme().Color(n, v)
}

// Font implements fyne.Theme.
func (largeTheme) Font(s fyne.TextStyle) fyne.Resource { return theTheme().Font(s) }

// Icon implements fyne.Theme.
func (largeTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return theTheme().Icon(n) }

// Size implements fyne.Theme.
func (largeTheme) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameText {
		n = theme.SizeNameHeadingText
	}
	return theTheme().Size(n)
}
