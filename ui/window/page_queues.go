package window

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence/pace"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// queueRoom is what the main screen knows of queues.
type queueRoom struct {
	list   *pages.Queues
	one    *pages.Queue
	poller *pace.Poller[rows.QueueReading] // nil where there is no way to the PBX
	last   pace.Reading[rows.QueueReading]
	untick func()    // calls the next second off
	looked time.Time // since when somebody looks
	board  wallboard
	trends trends
	sound  queueSound

	asks sync.Mutex // holds what is asked of the PBX
	queueWish
}

// queueWish is what is asked about queues.
type queueWish struct {
	picked   string // the Key of the queue that is asked for with all its details; "" for none
	relative bool   // what is counted since the last reset
}

func (q *queueRoom) wants() queueWish {
	q.asks.Lock()
	defer q.asks.Unlock()
	return q.queueWish
}

// ask asks for something else from now on.
func (q *queueRoom) ask(change func(*queueWish)) {
	q.asks.Lock()
	change(&q.queueWish)
	q.asks.Unlock()
	if q.poller != nil {
		q.poller.Again()
	}
}

// lookEvery is in which distance queues are read.
const lookEvery = 3 * time.Second

// queuesLate is when a reading is current no more although nothing has failed: the PBX is asked again after half a minute at the latest.
const queuesLate = 40 * time.Second

// queuesPlace has the page of the queues, with the detail of one.
func (m *mainScreen) queuesPlace() place {
	q := &m.queues
	q.list, q.one = pages.NewQueues(m.words), pages.NewQueue(m.words)
	q.list.OnRelative = func(relative bool) { q.ask(func(a *queueWish) { a.relative = relative }) }
	q.list.OnBoard = m.openBoard
	q.list.OnReset = func() { m.askReset(nil) }
	q.list.OnPick = func(key string, deeper bool) {
		if q.wants().picked != key {
			q.ask(func(a *queueWish) { a.picked = key })
			m.showQueue()
		}
		if deeper {
			m.deeper(queuesPage)
		}
	}
	q.one.OnReset = func(key string) { m.askReset(q.last.Value.Find(key)) }
	q.one.OnCall = func(uuid string) {
		if c := m.snap.Contacts.Find(uuid); c != nil {
			m.callContact(c)
		}
	}
	q.one.OnLimits = func(key string, l settings.Limits) {
		m.change(func(s *settings.Settings) { s.Limit(m.acts.account.ID(), key, l) })
		m.showQueues()
	}
	m.findTrends()
	m.offerSound()
	q.poller = openRoom(m, queuesPage, lookEvery, m.readQueues, func(r pace.Reading[rows.QueueReading]) {
		q.last = r
		m.showQueues()
		if r.Err == nil && time.Since(q.trends.saved) >= saveEvery {
			m.keepTrends()
		}
	})
	return place{
		name: m.words.Say("page_queues"), icon: look.Queue, main: q.list.Content, detail: q.one.Content, focus: q.list.Focus, closed: true,
		seen: m.lookAtQueues,
	}
}

// readQueues reads all queues, and more of the one that is picked. It runs off the widgets' goroutine.
func (m *mainScreen) readQueues(ctx context.Context) (rows.QueueReading, error) {
	wants := m.queues.wants()
	query := pbxclient.StatsQuery{Relative: wants.relative}
	list, err := m.acts.client.QueueStats(ctx, query)
	if err != nil {
		return rows.QueueReading{}, err
	}
	reading := rows.ReadQueues(list, wants.relative, m.words.Tag())
	m.queues.trends.sample(reading, time.Now())
	picked := reading.Find(wants.picked)
	if picked == nil {
		return reading, nil
	}
	query.Queue, query.Agents, query.Calls = picked.UUID, true, true
	list, err = m.acts.client.QueueStats(ctx, query)
	if pbxclient.IsCode(err, pbxclient.CodeNotFound) { // it has gone since
		return reading, nil
	}
	detail := rows.ReadQueues(list, wants.relative, m.words.Tag())
	reading.Detail = detail.Find(wants.picked)
	return reading, err
}

// lookAtQueues notes whether the queues are to be seen: the waits tick while they are.
func (m *mainScreen) lookAtQueues(yes bool) {
	q := &m.queues
	if q.poller == nil {
		return
	}
	q.poller.Look(yes)
	if q.untick != nil {
		q.untick()
		q.untick = nil
	}
	if yes {
		q.looked = time.Now()
		m.tickQueues()
	} else {
		m.leaveBoard()
		m.keepTrends()
	}
}

func (m *mainScreen) tickQueues() {
	if m.rooms.ctx.Err() == nil {
		m.showQueues()
		m.queues.untick = m.do.after(time.Second, m.tickQueues)
	}
}

// showQueues shows what was read last.
func (m *mainScreen) showQueues() {
	if q := &m.queues; q.last.Known {
		q.list.Set(q.last.Value, m.queueEyes(), m.staleQueues())
		m.heedQueues()
		m.showBoard()
		m.showQueue()
	}
}

// showQueue shows the queue that is picked, with as much of it as was read.
func (m *mainScreen) showQueue() {
	q := &m.queues
	if m.snap == nil || !q.last.Known {
		return
	}
	key := q.wants().picked
	shown := q.last.Value.Detail
	if shown == nil || shown.Key != key {
		shown = q.last.Value.Find(key)
	}
	q.one.Set(shown, q.last.Value, m.queueEyes(), m.snap.Contacts, m.eyes(), m.staleQueues())
	q.one.SetTrends(q.trends.Of(key, time.Now()))
}

func (m *mainScreen) queueEyes() rows.QueueEyes {
	e := rows.QueueEyes{Words: m.words, Limits: func(key string) settings.Limits { return m.settings.Limits(m.acts.account.ID(), key) }}
	if since := time.Since(m.queues.last.At); m.queues.last.Err == nil && since > 0 && since < queuesLate {
		e.Since = since.Truncate(time.Second)
	}
	return e
}

// staleQueues says that what was read is not current, "" while it is.
func (m *mainScreen) staleQueues() string {
	last, at := m.queues.last, m.words.TimeToSecond(m.queues.last.At)
	switch {
	case last.Err != nil:
		return m.words.Say("queue_stale", lang.With{"Time": at, "Why": m.words.Error(last.Err)})
	case time.Since(last.At) >= queuesLate && time.Since(m.queues.looked) >= queuesLate:
		return m.words.Say("queue_late", lang.With{"Time": at})
	}
	return ""
}

// askReset asks whether a queue is to be counted from zero; nil is all of them.
func (m *mainScreen) askReset(one *rows.QueueStats) {
	w, now := m.words, time.Now()
	name, uuid, question := w.Say("queue_all_queues"), "", w.Say("queue_reset_ask_all_first")
	if since := rows.LastReset(w, now, m.queues.last.Value.All...); since != "" {
		question = w.Say("queue_reset_ask_all", lang.With{"Time": since})
	}
	if one != nil {
		name, uuid = rows.QueueName(one, w), one.UUID
		question = w.Say("queue_reset_ask_first", lang.With{"Name": name})
		if since := rows.LastReset(w, now, *one); since != "" {
			question = w.Say("queue_reset_ask", lang.With{"Name": name, "Time": since})
		}
	}
	reset := widget.NewButtonWithIcon(w.Say("queue_reset"), look.Reset.Plain(), func() {
		m.say("")
		m.resetQueues(uuid, name)
	})
	reset.Importance = widget.DangerImportance
	cancel := widget.NewButton(w.Say("cancel"), func() { m.say("") })
	m.say(question, cancel, reset)
	m.canvas.Focus(cancel)
}

// resetQueues has a queue counted from zero, or all of them.
func (m *mainScreen) resetQueues(uuid, name string) {
	m.do.command(func(ctx context.Context) error {
		_, err := m.acts.client.ResetQueueStats(ctx, pbxclient.StatsQuery{Queue: uuid})
		return err
	}, func(err error) {
		if err == nil {
			m.report(m.words.Say("queue_reset_done", lang.With{"Name": name}))
		}
		m.queues.poller.Again()
	})
}
