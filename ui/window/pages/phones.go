package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Phones is the operator panel: all phones of the PBX, what they do, and with whom they talk. A person puts some of them into tabs.
type Phones struct {
	// OnCall is asked to call whoever has a phone; where nobody has it user is nil, and number may be "".
	OnCall func(user *presence.Contact, number string)
	// OnReception goes to the reception.
	OnReception func()
	// OnStray tells that somebody has a phone that is not among those that were read.
	OnStray func()
	// OnTabs tells which tabs there are from now on.
	OnTabs func(tabs []settings.Tab)
	// OnName asks a person for a name, which may be one already, and OnSure whether they are: done is called if so.
	OnName func(question, name string, done func(name string))
	OnSure func(question, answer string, done func())

	Content fyne.CanvasObject

	words   *lang.Words
	search  *widgets.SearchField
	bar     *widgets.TabBar
	row     *fyne.Container // of the bar, with the space around it
	grid    *widgets.TileGrid
	waiting *widgets.Skeleton
	empty   *widgets.Empty

	panel  *rows.Panel
	eyes   rows.Eyes
	tabs   []settings.Tab
	tab    int // that is shown: 0 has all phones, the others are tabs
	picked string
	listed []string // the phones that are shown, in order
	known  bool     // the phones have been read
	reason string   // why they could not be read
	seen   bool     // the page is to be seen: otherwise nothing is drawn
}

// NewPhones makes the page, with the tabs that there are.
func NewPhones(w *lang.Words, tabs []settings.Tab) *Phones {
	p := &Phones{words: w, tabs: tabs, panel: rows.NewPanel(), waiting: widgets.NewSkeleton(), empty: widgets.NewEmpty()}
	p.eyes.Words = w
	p.search = widgets.NewSearchField(w.Say("search_phones"), p.key)
	p.search.OnShortcut = func(k fyne.KeyName) bool { return p.turn(k) }
	p.search.OnChanged = func(string) { p.picked = ""; p.show(true) }
	p.bar = widgets.NewTabBar()
	p.bar.OnChosen = func(i int) { p.choose(i) }
	p.row = widgets.Inset(0, 4, 8, 8, p.bar)
	p.grid = widgets.NewTileGrid(p.describe, p.heading)
	p.grid.OnTapped = func(uuid string) { p.pick(uuid); p.call(uuid) }
	p.grid.OnMenu = p.openMenu
	p.grid.OnRune, p.grid.OnKey, p.grid.OnShortcut = p.Type, p.gridKey, p.shortcut
	reception := widget.NewButtonWithIcon(w.Say("page_reception"), look.Bell.Plain(), func() { p.OnReception() })
	reception.Importance = widget.LowImportance
	top := widgets.NewHeader(w.Say("page_phones"), reception, widgets.NewIconButton(look.Add, func() { p.nameTab("") }),
		widgets.NewIconButton(look.More, p.openTabMenu))
	p.Content = container.NewBorder(container.NewVBox(top, widgets.Inset(0, 4, 8, 8, p.search), p.row), nil, nil, nil,
		container.NewStack(p.grid, p.waiting, p.empty))
	p.setTabs(tabs, 0)
	return p
}

// Read takes the phones that the PBX has.
func (p *Phones) Read(phones []pbxclient.Phone) {
	p.known, p.reason = true, ""
	p.panel.Read(phones)
	p.panel.Strays() // there is nothing newer to be read
	p.show(false)
}

// Failed says why the phones could not be read. Those that were read before stay.
func (p *Phones) Failed(reason string) {
	p.reason = reason
	p.show(false)
}

// Set takes a picture; Tick shows it.
func (p *Phones) Set(s *presence.Snapshot, x *rows.Index) {
	if p.panel.Set(s, x) {
		if p.known && p.panel.Strays() {
			p.OnStray()
		}
		p.show(false)
	}
}

// Tick shows what the phones do now.
func (p *Phones) Tick(e rows.Eyes) {
	p.eyes = e
	if p.seen {
		p.grid.Tick()
	}
}

// Seen notes whether the page is to be seen.
func (p *Phones) Seen(seen bool) {
	p.seen = seen
	p.show(false)
}

// Focus is what gets the keyboard when the page comes up.
func (p *Phones) Focus() fyne.Focusable { return p.grid }

// Type puts a letter into the search field, wherever the focus was.
func (p *Phones) Type(r rune) {
	p.focus(p.search)
	p.search.TypedRune(r)
}

// Listed are the phones that are shown, in order.
func (p *Phones) Listed() []string { return p.listed }

// Picked is the phone that Enter calls, "" for none.
func (p *Phones) Picked() string { return p.picked }

// Reason is why the phones could not be read, "" if they could.
func (p *Phones) Reason() string { return p.reason }

// Panel is what the page shows: it follows the picture, whether or not the page is to be seen.
func (p *Phones) Panel() *rows.Panel { return p.panel }

// Told is what the tile of a phone says.
func (p *Phones) Told(uuid string) rows.Tile { return p.describe(uuid) }

func (p *Phones) focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.grid); c != nil {
		c.Focus(o)
	}
}

func (p *Phones) describe(uuid string) rows.Tile { return p.panel.Tile(uuid, p.search.Text, p.eyes) }

func (p *Phones) heading(part rows.PanelPart) string {
	switch part.Group {
	case rows.PeoplesPhones:
		if part.Letter != "" {
			return part.Letter
		}
		return p.words.Say("panel_people")
	case rows.HotDesks:
		return p.words.Say("panel_desks")
	case rows.OtherPhones:
		return p.words.Say("panel_others")
	}
	return ""
}

// show lists the phones that are to be listed.
func (p *Phones) show(fromTop bool) {
	if !p.seen {
		return
	}
	var parts []rows.PanelPart
	if p.tab > 0 && p.search.Text == "" {
		parts = p.panel.Choose(p.tabs[p.tab-1].Phones)
	} else {
		parts = p.panel.Parts(p.search.Text)
	}
	p.listed = p.listed[:0]
	for _, part := range parts {
		p.listed = append(p.listed, part.Phones...)
	}
	if !slices.Contains(p.listed, p.picked) {
		p.picked = ""
	}
	if p.picked == "" && p.search.Text != "" && len(p.listed) > 0 {
		p.picked = p.listed[0]
	}
	p.grid.Set(parts, p.picked)
	if fromTop {
		p.grid.ScrollToTop()
	}
	p.explainEmpty()
}

// explainEmpty says why there is nothing.
func (p *Phones) explainEmpty() {
	w, nothing := p.words, len(p.listed) == 0
	if waits := nothing && !p.known && p.reason == ""; waits != p.waiting.Visible() {
		p.waiting.Hidden = !waits
		p.waiting.Refresh()
	}
	switch {
	case !nothing, p.waiting.Visible():
		p.empty.Set("", "", "")
	case !p.known:
		p.empty.Set(look.Phones, w.Say("panel_none"), w.Say("panel_unread", lang.With{"Reason": p.reason}))
	case p.search.Text != "":
		p.empty.Set(look.Search, w.Say("panel_nothing", lang.With{"Query": p.search.Text}), "")
	case p.tab > 0:
		p.empty.Set(look.Phones, w.Say("panel_tab_empty"), w.Say("panel_tab_empty_hint"))
	default:
		p.empty.Set(look.Phones, w.Say("panel_none"), w.Say("panel_none_hint"))
	}
}

func (p *Phones) pick(uuid string) {
	p.picked = uuid
	p.grid.Pick(uuid)
}

func (p *Phones) call(uuid string) {
	if uuid != "" {
		p.OnCall(p.panel.Reaches(uuid))
	}
}

// key deals with the keys that mean something wherever the keyboard is.
func (p *Phones) key(k fyne.KeyName) bool {
	if k == keyMenu || k == fyne.KeyF10 {
		p.grid.OpenMenu()
		return true
	}
	return walked{func(by int) { p.pick(p.grid.Below(by)) }, func() { p.call(p.picked) }, p.escape}.key(k)
}

// gridKey deals with those that mean something where there is no text.
func (p *Phones) gridKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft:
		p.pick(p.grid.Beside(-1))
	case fyne.KeyRight:
		p.pick(p.grid.Beside(1))
	case fyne.KeyHome:
		p.pick(p.grid.Beside(-len(p.listed)))
	case fyne.KeyEnd:
		p.pick(p.grid.Beside(len(p.listed)))
	default:
		return p.key(k)
	}
	return true
}

// escape leaves what is searched for or picked.
func (p *Phones) escape() bool {
	if p.search.Text == "" && p.picked == "" {
		return false
	}
	p.search.SetText("")
	p.picked = ""
	p.show(false)
	p.focus(p.grid)
	return true
}
