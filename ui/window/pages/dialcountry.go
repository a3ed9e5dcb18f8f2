package pages

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// countryChooser has the country that national numbers are read in: the PBX's, or another one for a single call.
type countryChooser struct {
	button *widget.Button // names the country
	panel  fyne.CanvasObject
	// onChosen is called when it is another one, onClosed when a person is done with choosing.
	onChosen, onClosed func()

	words   *lang.Words
	search  *widgets.SearchField
	choices *widgets.Choices
	all     []rows.Country // once somebody looked for one
	pbx     string
	chosen  string // "" for the PBX's
	narrow  bool   // there is no room for names
}

func newCountryChooser(w *lang.Words) *countryChooser {
	c := &countryChooser{words: w}
	c.button = widget.NewButtonWithIcon("", look.Globe.Plain(), c.toggle)
	c.button.Importance = widget.LowImportance
	c.search = widgets.NewSearchField(w.Say("dial_country_search"), c.key)
	c.search.OnChanged = func(string) { c.find() }
	c.choices = widgets.NewChoices(func(to rows.Choice) { c.choose(to.ID) })
	c.choices.OnRune = func(r rune) { c.focus(); c.search.TypedRune(r) }
	c.choices.OnKey = func(k fyne.KeyName) {
		switch k {
		case fyne.KeyUp:
			c.focus()
		case fyne.KeyEscape:
			c.close()
		}
	}
	lead := widget.NewLabel(w.Say("dial_country_lead"))
	lead.Wrapping, lead.SizeName, lead.Importance = fyne.TextWrapWord, theme.SizeNameCaptionText, widget.LowImportance
	c.panel = widgets.NewCard(container.New(dialColumn{}, lead, c.search, c.choices))
	c.panel.Hide()
	c.label()
	return c
}

// set tells the country of the PBX, "" while it has none.
func (c *countryChooser) set(pbx string) {
	if c.pbx != pbx {
		c.pbx = pbx
		c.label()
	}
}

// region is the country that numbers are read in.
func (c *countryChooser) region() string {
	if c.chosen != "" {
		return c.chosen
	}
	return c.pbx
}

// reset goes back to the PBX's country.
func (c *countryChooser) reset() {
	if c.chosen != "" {
		c.chosen = ""
		c.label()
	}
}

// label names the country on the button, as there is room for it.
func (c *countryChooser) label() {
	full, short := rows.CountryLabel(c.region(), c.words)
	switch {
	case full == "":
		full = c.words.Say("dial_country_none")
	case c.narrow || utf8.RuneCountInString(full) > mostLetters:
		full = short
	}
	importance := widget.LowImportance
	if c.chosen != "" { // unlike every other call
		importance = widget.WarningImportance
	}
	if c.button.Text != full || c.button.Importance != importance {
		c.button.Importance = importance
		c.button.SetText(full)
	}
}

// mostLetters is how long a country with its code may be to stand beside the name of the page.
const mostLetters = 20

// The widths at the usual scale that the head of the page needs for itself, and to have room for the name of a country.
const (
	leastHead float32 = 160
	wideHead  float32 = 280
)

// dialHead is the name of the page with the country beside it, whose name gives way to its letters where there is little room.
type dialHead struct{ country *countryChooser }

// MinSize implements fyne.Layout.
func (dialHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(leastHead), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (h dialHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if narrow := size.Width < look.Scaled(wideHead); narrow != h.country.narrow {
		h.country.narrow = narrow
		h.country.label()
	}
	objects[0].Resize(size)
}

func (c *countryChooser) toggle() {
	if c.panel.Visible() {
		c.close()
		return
	}
	if c.all == nil {
		c.all = rows.Countries(c.words)
	}
	c.search.SetText("")
	c.find()
	c.panel.Show()
	c.focus()
}

func (c *countryChooser) close() {
	c.panel.Hide()
	c.onClosed()
}

func (c *countryChooser) choose(region string) {
	c.chosen = region
	if strings.EqualFold(region, c.pbx) {
		c.chosen = ""
	}
	c.label()
	c.onChosen()
	c.close()
}

// mostCountries is how many are offered at a time.
const mostCountries = 6

// find offers the countries that the search text means; before there is one, that of the PBX first.
func (c *countryChooser) find() {
	found := rows.FindCountries(c.all, c.search.Text, mostCountries)
	if at := slices.IndexFunc(c.all, func(o rows.Country) bool { return strings.EqualFold(o.Region, c.pbx) }); c.search.Text == "" && at >= 0 {
		found = slices.Insert(found[:mostCountries-1], 0, c.all[at])
	}
	shown := make([]rows.Choice, len(found))
	for i, country := range found {
		shown[i] = country.Choice()
	}
	c.choices.Set(shown)
}

func (c *countryChooser) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if shown := c.choices.Shown(); len(shown) > 0 {
			c.choose(shown[0].ID)
		}
	case fyne.KeyDown:
		c.choices.Focus()
	case fyne.KeyEscape:
		c.close()
	default:
		return false
	}
	return true
}

func (c *countryChooser) focus() {
	// A field that was never drawn has no canvas yet.
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.button); canvas != nil {
		canvas.Focus(c.search)
	}
}
