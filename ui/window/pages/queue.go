package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/presence/acd"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Queue is a queue on its own: its figures, who waits, who answers, how it was, and what is too much.
type Queue struct {
	// OnReset has the queue counted from zero, OnCall calls an agent, by their UUID.
	OnReset func(key string)
	OnCall  func(uuid string)
	// OnLimits keeps the bounds of the queue.
	OnLimits func(key string, l settings.Limits)

	Content fyne.CanvasObject

	words   *lang.Words
	name    *widget.Label
	sign    *widgets.Icon
	word    *widget.Label
	counted *widget.Label
	reset   *widget.Button
	stale   *staleLine
	figures *widgets.Figures
	parts   *widgets.Segments
	callers *queuePart
	agents  *queuePart
	trends  *trendCharts
	limits  *limitForm
	pages   []fyne.CanvasObject // of the parts
	body    fyne.CanvasObject
	empty   *widgets.Empty

	shown    rows.QueueDetail
	eyes     rows.QueueEyes
	waiting  []rows.Caller
	parties  map[int][2]string // the names and numbers of those of them who were in sight
	answer   []rows.Agent
	detailed *rows.QueueStats // whose callers and agents those are
	people   *presence.Roster
	samples  []acd.Sample
	seen     rows.Eyes
}

// NewQueue makes the page, of no queue.
func NewQueue(w *lang.Words) *Queue {
	q := &Queue{words: w, figures: widgets.NewFigures(), sign: widgets.NewIcon(16), word: widget.NewLabel(""), counted: small(""), empty: widgets.NewEmpty(), stale: newStaleLine()}
	q.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	q.name.SizeName, q.name.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	q.word.Truncation = fyne.TextTruncateEllipsis
	q.callers = newQueuePart(q.callerLine)
	q.agents = newQueuePart(q.agentLine)
	q.agents.list.OnChosen = func(i int) {
		if uuid := q.answer[i].UUID; uuid != "" {
			q.OnCall(uuid)
		}
	}
	q.trends = newTrendCharts(w)
	q.limits = newLimitForm(w, func(l settings.Limits) { q.OnLimits(q.shown.Key, l) })
	q.arrange()
	q.Set(nil, rows.QueueReading{}, rows.QueueEyes{}, nil, rows.Eyes{}, "")
	return q
}

func (q *Queue) arrange() {
	w := q.words
	q.parts = widgets.NewSegments(
		widgets.Segment{Icon: look.CallReceived, Name: w.Say("queue_callers")},
		widgets.Segment{Icon: look.People, Name: w.Say("queue_agents_part")},
		widgets.Segment{Icon: look.Chart, Name: w.Say("queue_trends")},
		widgets.Segment{Icon: look.Bell, Name: w.Say("queue_limits")},
	)
	q.pages = []fyne.CanvasObject{q.callers.content, q.agents.content, q.trends.content, q.limits.content}
	q.parts.OnChosen = func(int) { q.choose() }
	q.reset = widget.NewButtonWithIcon(w.Say("queue_reset"), look.Reset.Plain(), func() { q.OnReset(q.shown.Key) })
	q.reset.Importance = widget.LowImportance
	word := container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, q.sign.Box()), nil, q.word)
	head := widgets.NewLines(container.NewBorder(nil, nil, nil, q.reset, q.name), word)
	top := container.NewVBox(widgets.Inset(4, 0, 4, 4, head), q.stale.content, widgets.Inset(0, 0, 8, 8, q.figures), widgets.Inset(0, 0, 4, 4, q.counted),
		widgets.Inset(0, 4, 8, 8, q.parts))
	q.body = container.NewBorder(top, nil, nil, nil, container.NewStack(q.pages...))
	q.Content = container.NewStack(q.body, q.empty)
	q.choose()
}

// choose shows the part that is chosen.
func (q *Queue) choose() {
	for i, p := range q.pages {
		widgets.SetVisible(p, i == q.parts.Chosen())
	}
	q.trends.set(q.samples, q.seen)
}

// Set shows a queue; nil shows how to pick one. people are the PBX's users, seen those callers are looked at with. stale says that
// the figures are not current.
func (q *Queue) Set(s *rows.QueueStats, r rows.QueueReading, e rows.QueueEyes, people *presence.Roster, seen rows.Eyes, stale string) {
	if s == nil {
		q.shown = rows.QueueDetail{}
		widgets.SetVisible(q.body, false)
		q.empty.Set(look.Queue, q.words.Say("queue_pick"), q.words.Say("queue_pick_hint"))
		return
	}
	other := q.shown.Key != s.Key
	q.seen = seen
	q.shown, q.eyes = e.Detail(s, r, seen.Now), e
	q.empty.Set("", "", "")
	widgets.SetVisible(q.body, true)
	setLabel(q.name, q.shown.Name)
	setLabel(q.word, q.shown.Word)
	q.sign.Draw(widgets.LevelSign(q.shown.Level))
	setLabel(q.counted, q.shown.Counted)
	setEnabled(q.reset, q.shown.UUID != "")
	q.stale.set(stale)
	q.figures.Set(q.shown.Figures)
	q.limits.set(e.Limits(s.Key), other)
	if q.detailed != s || q.people != people {
		q.detailed, q.people = s, people
		q.waiting, q.parties = rows.Callers(s.Calls), map[int][2]string{}
		q.answer = rows.Agents(s.Agents, people, r.At, q.words)
	}
	if other {
		q.agents.list.Set(0, -1)
	}
	q.callers.set(len(q.waiting), q.said(s.Calls == nil, "queue_no_callers"))
	q.agents.set(len(q.answer), q.said(s.Agents == nil, "queue_no_agents"))
}

// Offer puts something below the limits that goes for all queues.
func (q *Queue) Offer(o fyne.CanvasObject) { q.limits.lines.Add(o) }

// SetTrends shows how the queue was.
func (q *Queue) SetTrends(samples []acd.Sample) {
	q.samples = samples
	q.trends.set(samples, q.seen)
}

// said is what stands in place of a list that is empty: nothing while it has not been read.
func (q *Queue) said(unread bool, id string) string {
	if unread {
		return ""
	}
	return q.words.Say(id)
}

// Shown is what is shown.
func (q *Queue) Shown() rows.QueueDetail { return q.shown }

// Choose shows one of the parts, as a person does.
func (q *Queue) Choose(part int) { q.parts.Choose(part) }

// Parts is how many there are; the last is that of the limits.
func (q *Queue) Parts() int { return len(q.pages) }

func (q *Queue) callerLine(i int) widgets.FigureLine {
	c := q.waiting[i]
	party, known := q.parties[i]
	if !known {
		party[0], party[1] = c.Party(q.seen)
		q.parties[i] = party
	}
	l := widgets.FigureLine{Lead: c.Position, Title: party[0], Under: party[1]}
	l.Columns[0] = widgets.Column{Name: q.words.Say("queue_waits"), Figure: rows.Figure{Text: q.eyes.Wait(c), Level: rows.Fine}}
	return l
}

func (q *Queue) agentLine(i int) widgets.FigureLine {
	a := q.answer[i]
	l := widgets.FigureLine{Title: a.Name, Under: a.Under, Sign: look.MarkOf(a.Presence), SignColour: look.PresenceColor(a.Presence, !a.Paused)}
	l.Columns[0] = widgets.Column{Name: q.words.Say("queue_agent_taken"), Figure: rows.Figure{Text: a.Taken, Level: rows.Fine}}
	l.Columns[1] = widgets.Column{Name: q.words.Say("queue_agent_last"), Figure: rows.Figure{Text: a.Last, Level: rows.Fine}, Wide: true}
	return l
}

// queuePart is a list of those who wait or answer.
type queuePart struct {
	content fyne.CanvasObject
	list    *widgets.FigureList
	none    *widget.Label
}

func newQueuePart(describe func(i int) widgets.FigureLine) *queuePart {
	p := &queuePart{list: widgets.NewFigureList(describe), none: quiet("")}
	p.content = container.NewStack(p.list, widgets.Inset(8, 0, 4, 4, container.NewVBox(p.none)))
	return p
}

func (p *queuePart) set(count int, none string) {
	if count > 0 {
		none = ""
	}
	setLabel(p.none, none)
	p.list.Set(count, p.list.Marked())
}
