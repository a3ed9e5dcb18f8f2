package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/addressbook/carddav"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Books is where the own contacts come from and go to: files, and accounts on CardDAV servers.
type Books struct {
	// OnExport has a person choose the file that all contacts are written to.
	OnExport func()
	// OnSync and OnRemove are about an account, by its ID.
	OnSync, OnRemove func(id string)

	Content fyne.CanvasObject
	Import  *ImportFile
	Account *BookAccount

	words *lang.Words
	list  *fyne.Container
	shown []*bookRow
}

// NewBooks makes the page.
func NewBooks(w *lang.Words) *Books {
	b := &Books{words: w, Import: NewImportFile(w), Account: NewBookAccount(w), list: container.NewVBox()}
	title := widget.NewLabelWithStyle(w.Say("address_books"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameSubHeadingText
	export := widget.NewButtonWithIcon(w.Say("contacts_export_title"), look.Export.Plain(), func() { b.OnExport() })
	b.Content = widgets.NewColumn(container.NewVBox(
		title, widgets.NewSection(w.Say("contact_import")), b.Import.Content,
		widgets.NewSection(w.Say("contacts_export_title")), quiet(w.Say("contacts_export_hint")), export,
		widgets.NewSection(w.Say("carddav")), quiet(w.Say("carddav_hint")), b.list, b.Account.Content,
	))
	return b
}

// Set shows the accounts and what becomes of them.
func (b *Books) Set(accounts []carddav.Status, e rows.Eyes) {
	same := len(accounts) == len(b.shown)
	for i := range b.shown {
		same = same && b.shown[i].id == accounts[i].Account.ID
	}
	if !same {
		b.shown = nil
		b.list.RemoveAll()
		for _, a := range accounts {
			row := b.newRow(a.Account.ID)
			b.shown = append(b.shown, row)
			b.list.Add(row.content)
		}
	}
	for i, a := range accounts {
		b.shown[i].set(rows.OfBookAccount(a, e))
	}
}

// bookRow is an account.
type bookRow struct {
	id          string
	content     fyne.CanvasObject
	name, state *widget.Label
	progress    *widget.ProgressBar
	sync        *widget.Button
	shown       rows.BookAccount
}

func (b *Books) newRow(id string) *bookRow {
	r := &bookRow{id: id, name: widget.NewLabel(""), state: quiet(""), progress: widget.NewProgressBar()}
	r.progress.Hide()
	r.name.TextStyle.Bold, r.name.Truncation = true, fyne.TextTruncateEllipsis
	r.sync = widget.NewButtonWithIcon(b.words.Say("carddav_sync"), look.Sync.Plain(), func() { b.OnSync(id) })
	remove := newConfirm(b.words, b.words.Say("carddav_remove"), b.words.Say("carddav_remove_ask"), func() { b.OnRemove(id) })
	r.content = widgets.NewCard(container.NewVBox(widgets.NewLines(r.name, r.state), r.progress, r.sync, remove.content))
	return r
}

func (r *bookRow) set(a rows.BookAccount) {
	if a == r.shown {
		return
	}
	r.shown = a
	setLabel(r.name, a.Name)
	setLabel(r.state, a.State)
	r.state.Importance = widget.LowImportance
	if a.Failed {
		r.state.Importance = widget.DangerImportance
	}
	r.state.Refresh()
	setEnabled(r.sync, !a.Syncing)
	widgets.SetVisible(r.progress, a.Syncing)
	r.progress.SetValue(a.Part)
}
