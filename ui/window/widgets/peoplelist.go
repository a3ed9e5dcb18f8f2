package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// PeopleList shows people under headings. Whom a person picked is kept by identifier, not by place: the list may
// sort itself anew between two key presses.
type PeopleList struct {
	widget.List
	// OnCall, OnFavourite and OnPick tell what was clicked. OnRune and OnKey get what is typed while the list
	// has the focus.
	OnCall, OnFavourite, OnPick func(uuid string)
	OnRune                      func(rune)
	OnKey                       func(fyne.KeyName) bool
	// OnLeft tells that the pointer has left the list.
	OnLeft func()

	describe func(rows.Person) rows.Contact
	heading  func(rows.Group) string
	people   []rows.Person
	picked   string
	shown    map[*PersonRow]int // the rows that there are, with whom they show
	headings map[int]bool       // the rows that are lower than others
	hovered  int                // rows under the pointer: none or one, or two while it goes from one to the other
	moved    time.Time          // when the pointer last did, on somebody
}

// NewPeopleList makes an empty list. describe makes the words of somebody's row, heading those of a group.
func NewPeopleList(describe func(rows.Person) rows.Contact, heading func(rows.Group) string) *PeopleList {
	l := &PeopleList{describe: describe, heading: heading, shown: map[*PersonRow]int{}}
	l.Length = func() int { return len(l.people) }
	l.CreateItem = func() fyne.CanvasObject {
		row := NewPersonRow()
		row.OnTapped = func(uuid string) { tell(l.OnPick, uuid) }
		row.OnCall = func(uuid string) { tell(l.OnCall, uuid) }
		row.OnFavourite = func(uuid string) { tell(l.OnFavourite, uuid) }
		row.OnHover = l.hover
		row.OnAim = func() { l.moved = time.Now() }
		return row
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		row := o.(*PersonRow)
		l.shown[row] = i
		row.Set(l.row(i))
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func tell(on func(string), uuid string) {
	if on != nil {
		on(uuid)
	}
}

func (l *PeopleList) row(i int) Person {
	p := l.people[i]
	id := p.ID()
	if id == "" {
		return Person{Heading: l.heading(p.Group), Count: p.Count}
	}
	return Person{Contact: l.describe(p), Selected: id == l.picked}
}

// Set shows people, with one of them picked; picked may be "".
func (l *PeopleList) Set(people []rows.Person, picked string) {
	l.people, l.picked = people, picked
	l.setHeights()
	l.Refresh()
}

// setHeights makes the rows of headings lower than those of people.
func (l *PeopleList) setHeights() {
	headings := map[int]bool{}
	for i := 0; i < len(l.people); {
		if l.people[i].ID() != "" {
			break
		}
		headings[i] = true
		i += l.people[i].Count + 1
	}
	for i := range l.headings {
		if !headings[i] {
			l.SetItemHeight(i, look.Scaled(rowHeight))
		}
	}
	for i := range headings {
		if !l.headings[i] {
			l.SetItemHeight(i, look.Scaled(headingHeight))
		}
	}
	l.headings = headings
}

// Tick shows what has changed with time alone, in the rows that are to be seen.
func (l *PeopleList) Tick() {
	for row, i := range l.shown {
		if i < len(l.people) && row.Visible() {
			row.Set(l.row(i))
		}
	}
}

// aiming is for how long a pointer that does not move means somebody: one that has left the window is where it was, as far as
// anybody is told.
const aiming = 10 * time.Second

// Aimed reports whether somebody is being aimed at with the pointer.
func (l *PeopleList) Aimed(now time.Time) bool { return l.hovered > 0 && now.Sub(l.moved) < aiming }

func (l *PeopleList) hover(on bool) {
	if on {
		l.hovered++
	} else if l.hovered--; l.hovered == 0 && l.OnLeft != nil {
		l.OnLeft()
	}
}

// ShowPicked scrolls to whoever is picked.
func (l *PeopleList) ShowPicked() {
	if i := l.index(l.picked); i >= 0 {
		l.ScrollTo(i)
	}
}

// Neighbour finds whom to pick when going by steps from the one picked: -1 is the one above, 1 the one below; it
// stops at the ends. From nobody it goes to the first. It returns "" when the list has nobody.
func (l *PeopleList) Neighbour(steps int) string {
	at := l.index(l.picked)
	if at < 0 {
		return rows.First(l.people)
	}
	best := l.picked
	for i := at; steps != 0; {
		if steps > 0 {
			i++
		} else {
			i--
		}
		if i < 0 || i >= len(l.people) {
			break
		}
		if id := l.people[i].ID(); id != "" {
			best = id
			steps -= sign(steps)
		}
	}
	return best
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// index finds somebody; the same person stands in the list only once.
func (l *PeopleList) index(id string) int {
	return slices.IndexFunc(l.people, func(p rows.Person) bool { return id != "" && p.ID() == id })
}

// TypedRune implements fyne.Focusable.
func (l *PeopleList) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *PeopleList) TypedKey(e *fyne.KeyEvent) {
	if l.OnKey == nil || !l.OnKey(e.Name) {
		passOn(e)
		l.List.TypedKey(e)
	}
}
