package rows

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
)

// NamedFigure is a figure with what it is called.
type NamedFigure struct {
	Label string
	Figure
}

// QueueDetail is what is said of a queue on its own.
type QueueDetail struct {
	Queue
	UUID    string
	Figures []NamedFigure
	Counted string // since when
}

// Detail says what is shown of a queue on its own.
func (e QueueEyes) Detail(q *QueueStats, r QueueReading, now time.Time) QueueDetail {
	row, w := e.Queue(q), e.Words
	within := w.Say("queue_service")
	if interval, known := count(q.ServiceLevelInterval); known {
		within = w.Say("queue_service_within", lang.With{"Seconds": interval})
	}
	tile := func(id, text string) NamedFigure { return NamedFigure{w.Say(id), Figure{text, Fine}} }
	return QueueDetail{
		Queue: row, UUID: q.UUID, Counted: counted(&q.QueueStats, r.Relative, w, now),
		Figures: []NamedFigure{
			{w.Say("queue_waiting"), row.Waiting},
			{w.Say("queue_longest"), row.Longest},
			{w.Say("queue_free"), row.Free},
			{within, row.Service},
			tile("queue_hold", seconds(q.HoldTime)),
			tile("queue_talk", seconds(q.TalkTime)),
			tile("queue_answered", number(q.Answered)),
			tile("queue_aborted", number(q.Aborted)),
			tile("queue_agents", number(q.AllAgents)),
			tile("queue_logged_in", number(q.LoggedInAgents)),
			tile("queue_available", number(q.AvailableAgents)),
			tile("queue_taken", number(q.CallsTaken)),
		},
	}
}

// counted says since when calls are counted.
func counted(q *pbxclient.QueueStats, relative bool, w *lang.Words, now time.Time) string {
	at, known := moment(q.LastReset)
	switch isRelative, told := q.Relative.Get(); {
	case !relative && known:
		return w.Say("queue_counted_all", lang.With{"Time": w.When(at, now)})
	case !relative:
		return w.Say("queue_counted_ever")
	case told && !isRelative:
		return w.Say("queue_never_reset")
	case known:
		return w.Say("queue_counted_since", lang.With{"Time": w.When(at, now)})
	}
	return w.Say("queue_counted_reset")
}

// LastReset says when the last of some queues was counted from zero; "" where that is not known, or none ever was.
func LastReset(w *lang.Words, now time.Time, queues ...QueueStats) string {
	var last time.Time
	for _, q := range queues {
		if at, known := moment(q.LastReset); known && at.After(last) {
			last = at
		}
	}
	if last.IsZero() {
		return ""
	}
	return w.When(last, now)
}

// moment is a time that the PBX told.
func moment(told pbxclient.Opt[string]) (time.Time, bool) {
	t := pbxclient.ReadTime(told.Or(""))
	return t, t.Year() > 1970
}

// Caller is somebody who waits in a queue.
type Caller struct {
	Position   string
	name, dial string // as the PBX told them
	waits      int    // seconds, when that was read; negative for not known
}

// Callers are those who wait, in the order of their positions; without one they come last.
func Callers(calls []pbxclient.QueueCall) []Caller {
	sorted := slices.Clone(calls)
	place := func(c pbxclient.QueueCall) int {
		if at, known := count(c.Position); known && at > 0 {
			return at
		}
		return mostSeconds + 1
	}
	slices.SortStableFunc(sorted, func(a, b pbxclient.QueueCall) int { return cmp.Compare(place(a), place(b)) })
	list := make([]Caller, len(sorted))
	for i, c := range sorted {
		row := Caller{Position: unknown, name: c.CallerIDName, dial: c.CallerIDNum, waits: -1}
		if at := place(c); at <= mostSeconds {
			row.Position = strconv.Itoa(at)
		}
		if wait, known := count(c.Wait); known {
			row.waits = wait
		}
		list[i] = row
	}
	return list
}

// Party is who a caller is: a name, and a number where the name is not that already. It takes a while to find out, for hundreds of
// them.
func (c Caller) Party(e Eyes) (name, number string) {
	if e.Names != nil && c.dial != "" {
		name = e.Names(c.dial)
	}
	name, number = lang.Plain(cmp.Or(name, c.name), maxWho), e.written(c.dial)
	if name == "" || name == c.dial {
		return cmp.Or(number, e.Words.Say("unknown_number")), ""
	}
	return name, number
}

// Wait is for how long a caller waits by now.
func (e QueueEyes) Wait(c Caller) string {
	if c.waits < 0 {
		return unknown
	}
	return lang.Clock(e.wait(c.waits))
}

// Agent is somebody who takes the calls of a queue.
type Agent struct {
	UUID     string // of the user; "" for somebody who is not known
	Name     string
	Presence presence.Presence
	Under    string // how the phone is, whether they pause, and their penalty
	Paused   bool
	Taken    string
	Last     string // how long ago their last call was
}

// Agents are those of a queue, in the order of their names. people are the PBX's users, at the PBX's clock when that was read.
func Agents(agents []pbxclient.Agent, people *presence.Roster, at time.Time, w *lang.Words) []Agent {
	list := make([]Agent, len(agents))
	for i, a := range agents {
		row := Agent{Name: lang.Plain(a.Name, maxWho), Presence: presence.Unknown, Paused: a.Paused.Or(false), Taken: number(a.CallsTaken), Last: unknown}
		if user := people.Find(a.UserUUID); user != nil {
			row.UUID, row.Name = user.UUID, user.Name()
		}
		row.Name = cmp.Or(row.Name, unknown)
		row.Presence, row.Under = stateOf(a, w)
		if row.Paused {
			row.Under += " · " + w.Say("queue_agent_paused")
		}
		if penalty, known := count(a.Penalty); known && penalty > 0 {
			row.Under += " · " + w.Say("queue_agent_penalty", lang.With{"Penalty": penalty})
		}
		if last, known := moment(a.LastCall); known && !at.IsZero() {
			row.Last = w.Age(max(at.Sub(last), 0))
		}
		list[i] = row
	}
	collator := collator(w.Tag())
	slices.SortStableFunc(list, func(a, b Agent) int { return collator.CompareString(a.Name, b.Name) })
	return list
}

// stateOf is how an agent's phone is, in the words that are used of people's everywhere, or else in the PBX's.
func stateOf(a pbxclient.Agent, w *lang.Words) (presence.Presence, string) {
	if code, known := a.StatusCode.Get(); known {
		state := presence.OfCode(code)
		return state, w.Presence(state)
	}
	return presence.Unknown, cmp.Or(lang.Plain(a.Status.Or(""), maxWho), unknown)
}
