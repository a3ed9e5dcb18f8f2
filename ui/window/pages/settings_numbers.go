package pages

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// numberSettings are about how numbers are read, and the user's own short codes.
type numberSettings struct {
	content fyne.CanvasObject

	words        *lang.Words
	change       func(func(*settings.Settings))
	readIn       func(region string)
	region       *widget.Label
	country      *widgets.KeptField
	countries    []rows.Country // made when it is first asked for
	table        *fyne.Container
	code, number *widgets.Field
	add          *widget.Button
	preview      *widget.Label
	rules        dialplan.Rules
	listed       []rows.ShortCode
}

func newNumberSettings(w *lang.Words, change func(func(*settings.Settings)), readIn func(region string)) *numberSettings {
	n := &numberSettings{words: w, change: change, readIn: readIn, region: widget.NewLabel(""), table: container.NewVBox(), preview: small("")}
	n.region.Wrapping = fyne.TextWrapWord
	n.country = widgets.NewKeptField(w.Say("region_of_pbx"), n.setCountry)
	n.code, n.number = widgets.NewField(w.Say("short_code_typed"), nil), widgets.NewField(w.Say("short_code_called"), nil)
	for _, f := range []*widgets.Field{n.code, n.number} {
		f.OnChanged = func(string) { n.typed() }
		f.OnSubmitted = func(string) { n.submit() }
	}
	n.add = widget.NewButtonWithIcon(w.Say("short_code_add"), look.Add.Plain(), n.submit)
	fields := container.NewBorder(nil, nil, widgets.Wide(96, n.code), nil, n.number)
	hint := small(w.Say("short_codes_hint"))
	n.content = container.NewVBox(n.region, widgets.NewPair(w.Say("region_country"), n.country), widgets.NewLines(widget.NewLabel(w.Say("short_codes")), hint), n.table,
		widgets.Inset(0, 0, 8, 8, fields), n.preview, widgets.Inset(0, 4, 8, 8, widgets.NewFlow(n.add)))
	n.typed()
	return n
}

func (n *numberSettings) show(now SettingsState) {
	n.rules = now.Rules
	setLabel(n.region, now.Region)
	n.country.Set(now.RegionSet)
	if list := rows.ShortCodes(now.ShortCodes, now.Rules, n.words); !slices.Equal(list, n.listed) {
		n.listed = list
		n.table.RemoveAll()
		for _, c := range list {
			n.table.Add(n.row(c))
		}
	}
	n.typed()
}

// setCountry has numbers read in the country that a person typed, by its name, letters or country code; nothing, and what is no
// country, is the PBX's.
func (n *numberSettings) setCountry(typed string) (kept string) {
	region := ""
	if strings.TrimSpace(typed) != "" {
		if n.countries == nil {
			n.countries = rows.Countries(n.words)
		}
		if found := rows.FindCountries(n.countries, typed, 1); len(found) > 0 {
			region, kept = found[0].Region, found[0].Name
		}
	}
	n.readIn(region)
	return kept
}

// row is one of the short codes, with the way to be rid of it.
func (n *numberSettings) row(c rows.ShortCode) fyne.CanvasObject {
	code := widget.NewLabelWithStyle(short(c.Code), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	number := widget.NewLabel(c.Number)
	number.Truncation = fyne.TextTruncateEllipsis
	means := small(c.Means)
	remove := widgets.NewIconButton(look.Delete, func() {
		n.change(func(s *settings.Settings) {
			s.ShortCodes = maps.Clone(s.ShortCodes)
			delete(s.ShortCodes, c.Code)
		})
	})
	return container.NewBorder(nil, nil, nil, container.NewCenter(remove), widgets.NewLines(container.NewBorder(nil, nil, code, nil, number), means))
}

// typed says what the short code that is being written would do.
func (n *numberSettings) typed() {
	code, number := strings.TrimSpace(n.code.Text), n.number.Text
	line := ""
	if code != "" && number != "" {
		line = rows.MeaningOf(code, number, n.rules, n.words)
	}
	setLabel(n.preview, line)
	widgets.SetVisible(n.preview, line != "")
	setEnabled(n.add, code != "" && rows.PreviewOf(number, n.rules, n.words).Sent != "")
}

func (n *numberSettings) submit() {
	if n.add.Disabled() {
		return
	}
	code, number := strings.TrimSpace(n.code.Text), strings.TrimSpace(n.number.Text)
	n.code.SetText("")
	n.number.SetText("")
	n.change(func(s *settings.Settings) {
		codes := map[string]string{}
		maps.Copy(codes, s.ShortCodes)
		codes[code] = number
		s.ShortCodes = codes
	})
}
