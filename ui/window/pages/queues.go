package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Queues is the page of all queues.
type Queues struct {
	// OnPick tells the Key of the queue that was picked; deeper is true if a person asked to see more of it.
	OnPick func(key string, deeper bool)
	// OnRelative asks for what is counted since the last reset, or for all that ever was.
	OnRelative func(relative bool)
	// OnBoard opens the wallboard, OnReset has all queues counted from zero.
	OnBoard, OnReset func()

	Content fyne.CanvasObject

	words   *lang.Words
	scope   *widgets.Segments
	stale   *staleLine
	list    *widgets.FigureList
	waiting *widgets.Skeleton
	empty   *widgets.Empty
	listed  []rows.Queue
	picked  string
}

// NewQueues makes the page, empty until the first Set.
func NewQueues(w *lang.Words) *Queues {
	q := &Queues{words: w, waiting: widgets.NewSkeleton(), empty: widgets.NewEmpty(), stale: newStaleLine()}
	q.scope = widgets.NewSegments(
		widgets.Segment{Icon: look.History, Name: w.Say("queue_scope_all")},
		widgets.Segment{Icon: look.Clock, Name: w.Say("queue_scope_reset")},
	)
	q.scope.OnChosen = func(i int) { q.OnRelative(i == 1) }
	q.list = widgets.NewFigureList(func(i int) widgets.FigureLine { return queueLine(q.listed[i], w) })
	q.list.OnChosen = func(i int) { q.pick(i, true) }
	q.list.OnMarked = func(i int) { q.pick(i, false) }
	board := widget.NewButtonWithIcon("", look.Wallboard.Plain(), func() { q.OnBoard() })
	reset := widget.NewButtonWithIcon("", look.Reset.Plain(), func() { q.OnReset() })
	board.SetText(w.Say("queue_board"))
	reset.SetText(w.Say("queue_reset_all"))
	board.Importance, reset.Importance = widget.LowImportance, widget.LowImportance
	top := container.NewVBox(widgets.NewHeader(w.Say("page_queues"), reset, board), widgets.Inset(0, 4, 8, 8, q.scope), q.stale.content)
	q.Content = container.NewBorder(top, nil, nil, nil, container.NewStack(q.list, q.waiting, q.empty))
	return q
}

// queueLine is a queue as a row.
func queueLine(q rows.Queue, w *lang.Words) widgets.FigureLine {
	l := widgets.FigureLine{Title: q.Name, Under: q.Word, UnderColour: widgets.LevelColour(q.Level)}
	if q.Level <= rows.Fine {
		l.UnderColour = ""
	}
	l.Sign, l.SignColour = widgets.LevelSign(q.Level)
	l.Columns = [4]widgets.Column{
		{Name: w.Say("queue_waiting"), Figure: q.Waiting},
		{Name: w.Say("queue_longest"), Figure: q.Longest},
		{Name: w.Say("queue_free"), Figure: q.Free},
		{Name: w.Say("queue_level"), Figure: q.Service, Wide: true}, // only where the words keep their room
	}
	return l
}

// Set shows what was read. stale says that it is not current; "" while it is.
func (q *Queues) Set(r rows.QueueReading, e rows.QueueEyes, stale string) {
	q.listed = q.listed[:0]
	for i := range r.All {
		q.listed = append(q.listed, e.Queue(&r.All[i]))
	}
	q.stale.set(stale)
	q.mark()
	widgets.SetVisible(q.waiting, false)
	if len(q.listed) == 0 {
		q.empty.Set(look.Queue, q.words.Say("queue_empty"), q.words.Say("queue_empty_hint"))
	} else {
		q.empty.Set("", "", "")
	}
}

// Listed are the queues that are listed, in order.
func (q *Queues) Listed() []rows.Queue { return q.listed }

// Focus is what gets the keyboard when the page comes up.
func (q *Queues) Focus() fyne.Focusable { return q.list }

// Pick picks a queue, by its Key.
func (q *Queues) Pick(key string) { q.pick(q.at(key), true) }

func (q *Queues) at(key string) int {
	return slices.IndexFunc(q.listed, func(l rows.Queue) bool { return l.Key == key })
}

func (q *Queues) mark() { q.list.Set(len(q.listed), q.at(q.picked)) }

func (q *Queues) pick(i int, deeper bool) {
	if i < 0 || i >= len(q.listed) {
		return
	}
	q.picked = q.listed[i].Key
	q.mark()
	q.OnPick(q.picked, deeper)
}

// staleLine says that figures are not current.
type staleLine struct {
	content *fyne.Container
	label   *widget.Label
}

func newStaleLine() *staleLine {
	s := &staleLine{label: small("")}
	s.label.Importance = widget.WarningImportance
	s.content = container.NewBorder(nil, nil, widgets.Inset(0, 0, 12, 0, widgets.NewSign(look.Warning, 16)), nil, s.label)
	s.content.Hide()
	return s
}

func (s *staleLine) set(said string) {
	setLabel(s.label, said)
	widgets.SetVisible(s.content, said != "")
}
