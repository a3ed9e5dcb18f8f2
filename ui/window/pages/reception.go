package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Reception is the page of who answers calls for a house: the calls that come in, whom each may be for, and what is noted. All of it
// is done by keys.
type Reception struct {
	// OnCall is asked to call whoever is picked: a colleague, or one of the own contacts.
	OnCall func(p rows.Person)
	// OnFavourite keeps somebody among the favourites, or no longer.
	OnFavourite func(p rows.Person)
	// OnNumber is asked to call what was typed when it is nobody's name.
	OnNumber func(typed string)
	// OnLeave goes back to where a person came from.
	OnLeave func()
	// OnEarlier has the calls with the other side of one read, for SetEarlier.
	OnEarlier func(c *presence.Call)

	Content fyne.CanvasObject

	words   *lang.Words
	calls   *widgets.TileGrid
	nothing *widgets.Empty
	search  *widgets.SearchField
	list    *widgets.PeopleList
	empty   *widgets.Empty
	notes   *receptionNotes

	panel    *rows.Panel
	snap     *presence.Snapshot
	index    *rows.Index
	book     *rows.BookIndex
	eyes     rows.Eyes
	house    []*presence.Call
	chosen   string // the key of the call that a person chose, "" for the one on top
	shown    string // the key of the call that the page is about
	earlier  []journal.Call
	matching []rows.Person
	people   []rows.Person
	picked   string
	moved    bool // a person has picked somebody by themselves
	seen     bool
}

// NewReception makes the page. panel names whoever is at the phones of a call; pause is that of a [widgets.NoteField].
func NewReception(w *lang.Words, panel *rows.Panel, pause func(func()) (stop func())) *Reception {
	r := &Reception{words: w, panel: panel, nothing: widgets.NewEmpty(), empty: widgets.NewEmpty(), notes: newReceptionNotes(w, pause)}
	r.eyes.Words = w
	r.calls = widgets.NewTileGrid(r.describeCall, func(rows.PanelPart) string { return "" })
	r.calls.OnTapped = r.choose
	r.calls.OnRune = r.Type
	r.calls.OnKey = func(k fyne.KeyName) bool {
		return walked{func(by int) { r.choose(r.calls.Below(by)) }, r.enter, r.escape}.key(k)
	}
	r.search = widgets.NewSearchField(w.Say("house_search"), r.key)
	r.search.OnChanged = func(string) { r.picked, r.moved = "", false; r.show(); r.list.ScrollToTop() }
	r.list = widgets.NewPeopleList(r.describe, func(g rows.Group) string { return w.Say(headings[g]) })
	r.list.OnPick, r.list.OnCall = r.pick, func(id string) { r.pick(id); r.enter() }
	r.list.OnFavourite = func(id string) {
		if p := r.find(id); p.ID() != "" {
			r.OnFavourite(p)
		}
	}
	r.list.OnRune, r.list.OnKey = r.Type, r.key
	back := widgets.NewIconButton(look.Close, func() { r.OnLeave() })
	calls := container.NewBorder(widgets.NewSection(w.Say("house_calls")), nil, nil, nil, container.NewStack(r.calls, r.nothing))
	people := container.NewBorder(widgets.Inset(4, 4, 8, 8, r.search), nil, nil, nil, container.NewStack(r.list, r.empty))
	keys := small(w.Say("house_keys"))
	r.Content = container.NewBorder(widgets.NewHeader(w.Say("page_reception"), back), keys, nil, nil,
		widgets.NewDesk(calls, people, r.notes.content))
	r.notes.about(nil, rows.Tile{}, nil)
	return r
}

// Notes has what is noted kept: with a call that goes on, by the PBX's identifier, and about a colleague. read asks for what is kept
// with a call already, for SetNote.
func (r *Reception) Notes(call, person func(id, note string), read func(id string)) {
	r.notes.onCall, r.notes.onPerson, r.notes.onRead = call, person, read
}

// SetNote shows what is kept with a call.
func (r *Reception) SetNote(id, note string) { r.notes.setCall(id, note) }

// Set takes a picture and the own contacts, which may be nil; Tick shows them.
func (r *Reception) Set(s *presence.Snapshot, x *rows.Index, book *rows.BookIndex) {
	r.snap, r.index, r.book = s, x, book
}

// Tick shows the calls as they stand now, and whom they may be for.
func (r *Reception) Tick(e rows.Eyes) {
	r.eyes = e
	if r.seen && r.snap != nil {
		r.follow()
	}
}

// Seen notes whether the page is to be seen.
func (r *Reception) Seen(seen bool) {
	r.seen = seen
	if seen && r.snap != nil {
		r.follow()
	}
}

// SetEarlier takes the kept calls with the other side of a call, newest first.
func (r *Reception) SetEarlier(key string, calls []journal.Call, e rows.Eyes) {
	if key == r.shown {
		r.earlier = calls
		r.notes.earlier(rows.PastCalls(calls, e))
		r.follow()
	}
}

// Focus is what gets the keyboard when the page comes up.
func (r *Reception) Focus() fyne.Focusable { return r.calls }

// Type puts a letter into the search field, wherever the focus was.
func (r *Reception) Type(letter rune) {
	r.focus(r.search)
	r.search.TypedRune(letter)
}

// Picked is whom Enter calls, nobody where that is neither a colleague nor one of the own contacts.
func (r *Reception) Picked() rows.Person { return r.find(r.picked) }

func (r *Reception) find(id string) rows.Person {
	if i := slices.IndexFunc(r.people, func(p rows.Person) bool { return id != "" && p.ID() == id }); i >= 0 {
		return r.people[i]
	}
	return rows.Person{}
}

// Listed are those who are listed, in order.
func (r *Reception) Listed() []string {
	var ids []string
	for _, p := range r.people {
		if id := p.ID(); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func (r *Reception) focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.calls); c != nil {
		c.Focus(o)
	}
}

func (r *Reception) describe(p rows.Person) rows.Contact {
	row := rows.Contact{}
	if p.Entry != nil {
		row = rows.OfEntry(p.Entry, r.words, r.eyes.Region)
	} else {
		row = rows.OfContact(p.Contact, r.eyes)
	}
	row.Found = rows.Matches(row.Name, r.search.Text)
	return row
}

// show lists the people that are to be listed, and what is noted about whoever is picked.
func (r *Reception) show() {
	if !r.seen || r.snap == nil {
		return
	}
	r.people = r.index.Reception(r.snap, r.search.Text, r.book, r.matching)
	if r.Picked().ID() == "" {
		r.picked, r.moved = "", false
	}
	if !r.moved && (r.search.Text != "" || len(r.matching) > 0) {
		r.picked = rows.First(r.people)
	}
	r.list.Set(r.people, r.picked)
	if len(r.people) == 0 && r.search.Text != "" {
		r.empty.Set(look.Search, r.words.Say("nobody_matches", lang.With{"Query": r.search.Text}), "")
	} else {
		r.empty.Set("", "", "")
	}
	call, tile := r.Shown(), rows.Tile{}
	if call != nil {
		tile = r.panel.HouseCall(call, r.eyes)
	}
	r.notes.about(call, tile, r.Picked().Contact)
}

// key deals with the keys that mean something where people are picked.
func (r *Reception) key(k fyne.KeyName) bool {
	return walked{func(by int) { r.pick(r.list.Neighbour(by)) }, r.enter, r.escape}.key(k)
}

func (r *Reception) pick(id string) {
	r.picked, r.moved = id, id != ""
	r.show()
	r.list.ShowPicked()
}

func (r *Reception) enter() {
	switch p := r.Picked(); {
	case p.ID() != "":
		r.OnCall(p)
	case r.search.Text != "":
		r.OnNumber(r.search.Text)
	}
}

// escape leaves what is searched for, then whoever a person picked, then the call they chose, then the page.
func (r *Reception) escape() bool {
	switch {
	case r.search.Text != "":
		r.search.SetText("")
	case r.moved:
		r.picked, r.moved = "", false
	case r.chosen != "":
		r.chosen = ""
	default:
		r.OnLeave()
		return true
	}
	r.follow()
	r.focus(r.calls)
	return true
}
