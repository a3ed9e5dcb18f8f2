package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Calls is the page of the calls that were. It has them read in pages, as far back as a person goes.
type Calls struct {
	// OnCall is asked to call back.
	OnCall func(number string)
	// OnRead has at most so many kept calls read, those before a Key, or the newest for ""; the answer goes to Take.
	OnRead func(before string, most int)
	// OnPick tells which call was picked, nil for none any more; deeper is true if a person asked to see more of it.
	OnPick func(c *journal.Call, deeper bool)
	// OnExport has all calls saved that a person looks for.
	OnExport func(l rows.Looked)

	Content fyne.CanvasObject

	words   *lang.Words
	search  *widgets.SearchField
	filter  *widgets.Segments
	list    *widgets.PastList
	waiting *widgets.Skeleton
	empty   *widgets.Empty

	eyes    rows.Eyes
	people  *presence.Roster
	history rows.History
	entries []rows.HistoryEntry
	picked  string
	sight   int // the lowest place in the list that was in sight

	open    bool // somebody has looked at the page: before that nothing is read
	read    bool // an answer has come
	version int  // of what was kept when the newest were asked for
	asked   bool // an answer is due
	from    string
	most    int
}

// NewCalls makes the page, empty until the first Set.
func NewCalls(w *lang.Words) *Calls {
	c := &Calls{words: w, version: -1, waiting: widgets.NewSkeleton(), empty: widgets.NewEmpty()}
	c.search = widgets.NewSearchField(w.Say("search_calls"), c.key)
	c.search.OnChanged = func(string) { c.chose() }
	c.filter = widgets.NewSegments(
		widgets.Segment{Icon: look.History, Name: w.Say("filter_all")},
		widgets.Segment{Icon: look.CallMissed, Name: w.Say("filter_missed")},
		widgets.Segment{Icon: look.CallReceived, Name: w.Say("filter_in")},
		widgets.Segment{Icon: look.CallMade, Name: w.Say("filter_out")},
		widgets.Segment{Icon: look.Note, Name: w.Say("filter_noted")},
	)
	c.filter.OnChosen = func(int) { c.chose() }
	c.list = widgets.NewPastList(func(call *journal.Call) rows.Past { return rows.OfPast(call, c.people, c.eyes).UnderDay(call, c.eyes) },
		func(day time.Time) string { return w.Day(day, c.eyes.Now) })
	c.list.OnPick = func(key string) { c.pick(key, true) }
	c.list.OnCall = func(key string) { c.call(key) }
	c.list.OnRune, c.list.OnKey = c.Type, c.key
	c.list.OnShown = func(at int) {
		if at > c.sight {
			c.sight = at
			c.readOn()
		}
	}
	export := widget.NewButtonWithIcon(w.Say("export_calls"), look.Export.Plain(), func() { c.OnExport(c.looked()) })
	export.Importance = widget.LowImportance
	top := container.NewVBox(widgets.NewHeader(w.Say("page_calls"), export), widgets.Inset(0, 4, 8, 8, c.search),
		widgets.Inset(0, 4, 8, 8, c.filter))
	c.Content = container.NewBorder(top, nil, nil, nil, container.NewStack(c.list, c.waiting, c.empty))
	return c
}

// Set shows a picture.
func (c *Calls) Set(s *presence.Snapshot, e rows.Eyes) {
	later := c.eyes.Now.IsZero() || c.eyes.Words.Day(c.eyes.Now, e.Now) != c.eyes.Words.Day(e.Now, e.Now)
	c.people, c.eyes = s.Contacts, e
	c.history.Know(s.Contacts, e)
	if later { // the headings are other ones since midnight
		c.show(false)
	}
	if c.version != s.History && c.open && !c.asked {
		c.version = s.History
		c.ask("")
	}
}

// Rename shows who called by what the own contacts are called now.
func (c *Calls) Rename(e rows.Eyes) {
	c.eyes = e
	c.history.Rename(e)
	c.show(false)
}

// Opened notes that a person looks at the page.
func (c *Calls) Opened(s *presence.Snapshot, e rows.Eyes) {
	c.open = true
	c.Set(s, e)
}

// Take takes the calls that were asked for; failed means that they could not be read.
func (c *Calls) Take(calls []journal.Call, failed bool) {
	c.asked, c.read = false, true
	switch last := len(calls) < c.most; {
	case failed:
		c.version = -1 // to be asked for with the next picture
		c.show(false)
		return
	case c.from == "":
		c.history.TakeNewest(calls, last, c.eyes)
	default:
		c.history.TakeOlder(calls, last, c.eyes)
	}
	c.show(false)
	c.readOn()
}

// SetNote takes a note that is being kept with a call.
func (c *Calls) SetNote(key, note string) {
	c.history.SetNote(key, note, c.eyes)
	c.show(false)
}

// Picked is the call that Enter would call back, nil when there is none.
func (c *Calls) Picked() *journal.Call { return c.history.Find(c.picked) }

// Listed are the Keys of the calls that are listed, in order.
func (c *Calls) Listed() []string {
	var keys []string
	for _, e := range c.entries {
		if e.Call != nil {
			keys = append(keys, e.Call.Key)
		}
	}
	return keys
}

// Focus is what gets the keyboard when the page comes up.
func (c *Calls) Focus() fyne.Focusable { return c.search }

// Type puts a letter into the search field, wherever the focus was.
func (c *Calls) Type(r rune) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.search); canvas != nil {
		canvas.Focus(c.search)
	}
	c.search.TypedRune(r)
}

// Choose looks for some calls only, as a person does.
func (c *Calls) Choose(f rows.Filter) { c.filter.Choose(int(f)) }

func (c *Calls) looked() rows.Looked {
	return rows.Looked{Filter: rows.Filter(c.filter.Chosen()), Text: c.search.Text}
}

// The numbers of calls that are read at a time: as many as are scrolled through, or more where few of them are looked for.
const (
	pageOfAll = 200
	margin    = 60 // how many rows there have to be below those in sight
)

func (c *Calls) ask(before string) {
	c.asked, c.from, c.most = true, before, pageOfAll
	if before != "" && !c.looked().Any() {
		c.most = presence.MaxHistory
	}
	c.OnRead(before, c.most)
}

// readOn has older calls read while there are too few below those in sight.
func (c *Calls) readOn() {
	if c.open && c.read && !c.asked && !c.history.Whole && c.history.Len() > 0 && len(c.entries) < c.sight+margin {
		c.ask(c.history.Oldest())
	}
}

// chose lists what is looked for now.
func (c *Calls) chose() {
	c.picked, c.sight = "", 0
	c.show(true)
	c.tellPick(false)
	c.readOn()
}

func (c *Calls) show(fromTop bool) {
	c.entries = c.history.Entries(c.looked(), c.eyes.Now)
	if c.search.Text != "" && c.picked == "" && len(c.entries) > 1 {
		c.picked = c.entries[1].Call.Key
	}
	c.list.Set(c.entries, c.picked)
	if fromTop {
		c.list.ScrollToTop()
	}
	c.explainEmpty()
}

// explainEmpty says why there is nothing.
func (c *Calls) explainEmpty() {
	c.waiting.Hidden = c.read
	c.waiting.Refresh()
	w := c.words
	switch {
	case len(c.entries) > 0, !c.read:
		c.empty.Set("", "", "")
	case !c.history.Whole:
		c.empty.Set(look.Search, w.Say("looking_back"), "")
	case c.looked().Any():
		c.empty.Set(look.History, w.Say("no_calls"), w.Say("no_calls_hint"))
	default:
		c.empty.Set(look.Search, w.Say("no_calls_match"), w.Say("no_calls_match_hint"))
	}
}

// key deals with the keys that mean something on this page.
func (c *Calls) key(k fyne.KeyName) bool {
	return walked{c.step, func() { c.call(c.picked) }, c.escape}.key(k)
}

// escape leaves what is searched for or picked.
func (c *Calls) escape() bool {
	if c.search.Text == "" && c.picked == "" {
		return false
	}
	c.search.SetText("")
	c.chose()
	return true
}

func (c *Calls) step(by int) {
	if key := c.list.Neighbour(by); key != "" {
		c.pick(key, false)
	}
}

func (c *Calls) pick(key string, deeper bool) {
	c.picked = key
	c.list.Set(c.entries, key)
	c.list.ShowPicked()
	c.tellPick(deeper)
}

// Pick picks a call and shows where it stands, if it was read.
func (c *Calls) Pick(key string) { c.pick(key, true) }

func (c *Calls) tellPick(deeper bool) { c.OnPick(c.Picked(), deeper) }

func (c *Calls) call(key string) {
	if call := c.history.Find(key); call != nil {
		if number := rows.OfPast(call, c.people, c.eyes).Dial; number != "" {
			c.OnCall(number)
		}
	}
}
