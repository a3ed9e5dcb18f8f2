package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// People is the page that shows who is there, and finds and calls them.
type People struct {
	// OnCall is asked to call a contact, OnNumber to call what was typed when it is nobody's name.
	OnCall      func(c *presence.Contact)
	OnNumber    func(typed string)
	OnFavourite func(c *presence.Contact)
	// OnPick tells who was picked, nil for nobody any more; deeper is true if a person asked to see more of them.
	OnPick func(c *presence.Contact, deeper bool)
	// OnLate tells that the list is not in order, since somebody is being aimed at: CatchUp is wanted when a moment has passed.
	OnLate func()
	// OnOrder tells that a person wants the list in another order.
	OnOrder func(byName bool)

	Content fyne.CanvasObject

	words   *lang.Words
	search  *widgets.SearchField
	order   *widget.Button
	list    *widgets.PeopleList
	waiting *widgets.Skeleton
	empty   *widgets.Empty
	picked  string
	keyed   time.Time // when a person last went through the list by keys
	late    bool      // the list is not in order: somebody is being aimed at
	byName  bool
	exact   bool

	snap   *presence.Snapshot
	index  *rows.Index
	people []rows.Person
}

// NewPeople makes the page, empty until the first Set.
func NewPeople(w *lang.Words, byName bool) *People {
	p := &People{words: w, byName: byName}
	p.search = widgets.NewSearchField(w.Say("search_people"), p.key)
	p.search.OnChanged = func(string) { p.searched() }
	p.order = widget.NewButtonWithIcon("", look.Sort.Plain(), p.turn)
	p.order.Importance = widget.LowImportance
	p.nameOrder()
	p.list = widgets.NewPeopleList(p.describe, func(g rows.Group) string { return w.Say(headings[g]) })
	p.list.OnCall = func(uuid string) { p.call(uuid) }
	p.list.OnFavourite = func(uuid string) { p.favourite(uuid) }
	p.list.OnPick = func(uuid string) { p.pick(uuid); p.tellPick(true) }
	p.list.OnRune = p.Type
	p.list.OnKey = p.key
	p.list.OnLeft = func() { p.CatchUp(time.Now()) }
	p.waiting, p.empty = widgets.NewSkeleton(), widgets.NewEmpty()
	top := widgets.NewHeader(w.Say("page_people"), p.order)
	p.Content = container.NewBorder(container.NewVBox(top, widgets.Inset(0, 4, 8, 8, p.search)), nil, nil, nil,
		container.NewStack(p.list, p.waiting, p.empty))
	return p
}

var headings = map[rows.Group]string{
	rows.Favourites: "group_favourites", rows.Available: "group_available", rows.OnCall: "group_on_call", rows.Away: "group_away",
	rows.Everybody: "group_everybody", rows.Matching: "house_matching",
}

// Set shows a picture; the index belongs to its contacts.
func (p *People) Set(s *presence.Snapshot, x *rows.Index) {
	p.snap, p.index = s, x
	p.show(false)
}

// Tick shows what has changed with time alone; exact is whether somebody watches the seconds.
func (p *People) Tick(exact bool) {
	p.exact = exact
	p.list.Tick()
	p.CatchUp(time.Now())
}

// Focus is what gets the keyboard when the page comes up.
func (p *People) Focus() fyne.Focusable { return p.search }

// Type puts a letter into the search field, wherever the focus was.
func (p *People) Type(r rune) {
	p.focusSearch()
	p.search.TypedRune(r)
}

// Picked is the contact that Enter would call, nil when there is none.
func (p *People) Picked() *presence.Contact { return p.find(p.picked) }

// Listed are those who are listed, in order.
func (p *People) Listed() []string {
	var uuids []string
	for _, person := range p.people {
		if id := person.ID(); id != "" {
			uuids = append(uuids, id)
		}
	}
	return uuids
}

// Pick picks somebody and shows where they stand.
func (p *People) Pick(uuid string) {
	p.search.SetText("")
	p.pick(uuid)
	p.tellPick(true)
}

// SetOrder lists people by their names alone, or by how they can be reached first.
func (p *People) SetOrder(byName bool) {
	if byName != p.byName {
		p.byName = byName
		p.nameOrder()
		p.show(true)
	}
}

// turn puts the list in the other order.
func (p *People) turn() {
	p.SetOrder(!p.byName)
	if p.OnOrder != nil {
		p.OnOrder(p.byName)
	}
}

func (p *People) nameOrder() {
	if p.byName {
		p.order.SetText(p.words.Say("order_name"))
	} else {
		p.order.SetText(p.words.Say("order_presence"))
	}
}

func (p *People) focusSearch() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.search); c != nil {
		c.Focus(p.search)
	}
}

// searched picks the best match for a changed search text.
func (p *People) searched() {
	p.picked = ""
	p.show(true)
	p.tellPick(false)
}

// holding is for how long after a key the list stands still for a person who goes through it by keys.
const holding = 5 * time.Second

// aimed reports whether somebody in the list is being aimed at: then nobody moves.
func (p *People) aimed(now time.Time) bool {
	return p.search.Text == "" && (p.list.Aimed(now) || p.picked != "" && now.Sub(p.keyed) < holding)
}

// show lists who is to be listed. While somebody is being aimed at, everybody stays where they are and only looks different.
func (p *People) show(fromTop bool) {
	if p.snap == nil {
		return
	}
	if p.aimed(time.Now()) && !fromTop && len(p.people) > 0 {
		p.people = rows.InPlace(p.people, p.snap)
		if !p.late && p.OnLate != nil {
			p.OnLate()
		}
		p.late = true
	} else {
		p.inOrder()
	}
	if p.search.Text != "" && (p.picked == "" || p.find(p.picked) == nil) {
		p.picked = rows.First(p.people)
	}
	p.fill()
	if fromTop {
		p.list.ScrollToTop()
	}
}

// CatchUp puts a list in order that had to wait for that; it reports whether the list still has to.
func (p *People) CatchUp(now time.Time) (late bool) {
	if p.late && !p.aimed(now) {
		p.inOrder()
		p.fill()
	}
	return p.late
}

// inOrder lists whoever is to be listed, each in their place.
func (p *People) inOrder() {
	p.people, p.late = p.index.People(p.snap, p.search.Text, p.byName), false
}

// fill shows who is listed.
func (p *People) fill() {
	p.list.Set(p.people, p.picked)
	p.explainEmpty(len(p.people) == 0)
}

// explainEmpty says why there is nobody.
func (p *People) explainEmpty(empty bool) {
	p.waiting.Hidden = !empty || p.snap.Synced || p.search.Text != ""
	p.waiting.Refresh()
	switch {
	case !empty, p.waiting.Visible():
		p.empty.Set("", "", "")
	case p.search.Text == "":
		p.empty.Set(look.People, p.words.Say("no_people"), "")
	default:
		title := p.words.Say("nobody_matches", lang.With{"Query": p.search.Text})
		hint := ""
		if v := rows.PreviewOf(p.search.Text, p.snap.Rules(), p.words); v.Sent != "" {
			hint = p.words.Say("enter_dials", lang.With{"Line": v.Line})
		}
		p.empty.Set(look.Search, title, hint)
	}
}

// key deals with the keys that mean something on this page.
func (p *People) key(k fyne.KeyName) bool {
	return walked{p.step, p.enter, p.escape}.key(k)
}

// escape leaves what is searched for or picked.
func (p *People) escape() bool {
	if p.search.Text == "" && p.picked == "" {
		return false
	}
	p.search.SetText("")
	p.picked, p.keyed = "", time.Time{}
	p.show(true)
	p.tellPick(false)
	return true
}

// step goes through the list by keys.
func (p *People) step(by int) {
	p.keyed = time.Now()
	p.pick(p.list.Neighbour(by))
	p.tellPick(false)
}

func (p *People) enter() {
	if p.Picked() != nil {
		p.call(p.picked)
	} else if p.search.Text != "" && p.OnNumber != nil {
		p.OnNumber(p.search.Text)
	}
}

func (p *People) pick(uuid string) {
	p.picked = uuid
	p.show(false)
	p.list.ShowPicked()
}

func (p *People) tellPick(deeper bool) {
	if p.OnPick != nil {
		p.OnPick(p.Picked(), deeper)
	}
}

func (p *People) call(uuid string) {
	if c := p.find(uuid); c != nil && p.OnCall != nil {
		p.OnCall(c)
	}
}

func (p *People) favourite(uuid string) {
	if c := p.find(uuid); c != nil && p.OnFavourite != nil {
		p.OnFavourite(c)
	}
}

func (p *People) find(uuid string) *presence.Contact {
	if p.snap == nil || uuid == "" {
		return nil
	}
	return p.snap.Contacts.Find(uuid)
}

func (p *People) describe(who rows.Person) rows.Contact {
	row := rows.OfContact(who.Contact, rows.See(p.snap, p.words, p.exact))
	row.Found = rows.Matches(row.Name, p.search.Text)
	return row
}
