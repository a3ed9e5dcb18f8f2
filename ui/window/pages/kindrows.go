package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/addressbook"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// kindRows are fields for any number of values of a kind each.
type kindRows struct {
	content *fyne.Container
	words   *lang.Words
	kinds   []choice[addressbook.Kind]
	key     func(fyne.KeyName) bool
	rows    []*kindRow
	more    *widget.Button
}

type kindRow struct {
	content fyne.CanvasObject
	kind    addressbook.Kind
	value   *widgets.Field
}

func newKindRows(w *lang.Words, kinds []addressbook.Kind, add string, key func(fyne.KeyName) bool) *kindRows {
	k := &kindRows{words: w, key: key}
	for _, kind := range kinds {
		k.kinds = append(k.kinds, choice[addressbook.Kind]{kind, w.NumberKind(kind)})
	}
	k.more = widget.NewButtonWithIcon(add, look.Add.Plain(), func() {
		row := k.add(kinds[0], "")
		if c := fyne.CurrentApp().Driver().CanvasForObject(k.more); c != nil {
			c.Focus(row.value)
		}
	})
	k.more.Importance, k.more.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	k.content = container.NewVBox(k.more)
	return k
}

func (k *kindRows) clear() {
	k.rows = nil
	k.content.Objects = []fyne.CanvasObject{k.more}
	k.content.Refresh()
}

// add puts a row below the others.
func (k *kindRows) add(kind addressbook.Kind, value string) *kindRow {
	row := &kindRow{kind: kind, value: widgets.NewField("", k.key)}
	row.value.SetText(value)
	kinds := newChooser(k.kinds, func(kind addressbook.Kind) { row.kind = kind })
	kinds.set(kind)
	row.content = container.NewBorder(nil, nil, widgets.Wide(124, kinds.control()), widgets.NewIconButton(look.Close, func() { k.remove(row) }), row.value)
	k.rows = append(k.rows, row)
	k.list()
	return row
}

func (k *kindRows) remove(row *kindRow) {
	for i, r := range k.rows {
		if r == row {
			k.rows = append(k.rows[:i], k.rows[i+1:]...)
			break
		}
	}
	k.list()
}

func (k *kindRows) list() {
	objects := make([]fyne.CanvasObject, 0, len(k.rows)+1)
	for _, r := range k.rows {
		objects = append(objects, r.content)
	}
	k.content.Objects = append(objects, k.more)
	k.content.Refresh()
}
