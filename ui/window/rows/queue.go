package rows

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"ringside/pbxclient"
	"ringside/ui/lang"
	"ringside/ui/settings"
)

// QueueStats are the figures of a queue, and what it is known by: its UUID, or its name where the PBX tells none.
type QueueStats struct {
	pbxclient.QueueStats
	Key string
}

// QueueReading is what was read of all queues at once, in the order of their names; those without one come last.
type QueueReading struct {
	All []QueueStats
	// Detail is the one that was asked for, with its agents and callers; nil for none.
	Detail *QueueStats
	At     time.Time // the PBX's clock when it answered; zero if it did not tell
	// Relative is whether what is counted since the last reset was asked for.
	Relative bool
}

// ReadQueues puts queues in order.
func ReadQueues(list pbxclient.List[pbxclient.QueueStats], relative bool, order language.Tag) QueueReading {
	r := QueueReading{At: list.At, Relative: relative, All: make([]QueueStats, len(list.Items))}
	known := map[string]int{}
	for i, q := range list.Items {
		q.Name = lang.Plain(q.Name, maxWho)
		key := q.UUID
		if key == "" {
			key = "name:" + q.Name
		}
		if known[key]++; known[key] > 1 {
			key += fmt.Sprint("#", known[key])
		}
		r.All[i] = QueueStats{q, key}
	}
	collator := collator(order)
	slices.SortStableFunc(r.All, func(a, b QueueStats) int {
		if (a.Name == "") != (b.Name == "") {
			return cmp.Compare(len(b.Name), len(a.Name))
		}
		return collator.CompareString(a.Name, b.Name)
	})
	return r
}

// collator puts names in the order of a language, with "Desk 9" before "Desk 10".
func collator(order language.Tag) *collate.Collator {
	return collate.New(order, collate.IgnoreCase, collate.Numeric)
}

// Find is the queue with a key; nil if there is none.
func (r QueueReading) Find(key string) *QueueStats {
	i := slices.IndexFunc(r.All, func(q QueueStats) bool { return q.Key == key })
	if i < 0 {
		return nil
	}
	return &r.All[i]
}

// Level is how much something needs somebody.
type Level uint8

// The levels.
const (
	Unmeasured Level = iota // the PBX told too little
	Fine
	Warned
	Alarmed
)

// Figure is a number as it is shown: "–" for what is not known.
type Figure struct {
	Text  string
	Level Level
}

// Queue is what is said of a queue where several of them are.
type Queue struct {
	Key, Name                       string
	Waiting, Longest, Free, Service Figure
	Level                           Level
	Word                            string // why it needs somebody, the worst first, or that it needs nobody
	Worst                           string // the first of that
}

// unknown is shown for what the PBX did not tell.
const unknown = "–"

// QueueEyes is how the figures of queues are looked at.
type QueueEyes struct {
	Words *lang.Words
	// Since is how long ago they were read: as much longer the callers wait. 0 once they are not current any more.
	Since  time.Duration
	Limits func(key string) settings.Limits
}

// Queue says what is shown of a queue.
func (e QueueEyes) Queue(q *QueueStats) Queue {
	limits := e.Limits(q.Key)
	waiting, waits := count(q.CallsWaiting)
	longest, longestKnown := e.longest(q)
	service, served := service(&q.QueueStats)
	free, freeKnown := count(q.FreeAgents)
	row := Queue{
		Key: q.Key, Name: QueueName(q, e.Words),
		Waiting: Figure{number(q.CallsWaiting), above(waiting, waits, usualWaiting.or(limits.Waiting))},
		Longest: Figure{unknown, above(int(longest/time.Second), longestKnown, usualLongest.or(limits.Longest))},
		Service: Figure{unknown, below(service, served, usualService.or(limits.Service))},
		Free:    Figure{number(q.FreeAgents), below(float64(free), freeKnown, usualFree.or(limits.Free).upTo())},
	}
	if longestKnown {
		row.Longest.Text = lang.Clock(longest)
	}
	if served {
		row.Service.Text = percent(service)
	}
	row.Level = max(row.Waiting.Level, row.Longest.Level, row.Service.Level, row.Free.Level)
	said := e.said(row, q)
	row.Word, row.Worst = strings.Join(said, " · "), said[0]
	return row
}

// QueueName is what a queue is called.
func QueueName(q *QueueStats, w *lang.Words) string { return cmp.Or(q.Name, w.Say("queue_unnamed")) }

// said is why a queue needs somebody, the worst first, or that it needs nobody.
func (e QueueEyes) said(row Queue, q *QueueStats) []string {
	free := "free"
	if in, known := count(q.LoggedInAgents); known && in == 0 {
		free = "logged_in"
	} else if row.Free.Text == "0" {
		free = "nobody"
	}
	var said []string
	for _, level := range []Level{Alarmed, Warned} {
		for _, f := range []struct {
			figure Figure
			id     string
		}{{row.Longest, "longest"}, {row.Waiting, "waiting"}, {row.Free, free}, {row.Service, "service"}} {
			if f.figure.Level != level {
				continue
			}
			id := "queue_warned_" + f.id
			if level == Alarmed {
				id = "queue_alarmed_" + f.id
			}
			said = append(said, e.Words.Say(id))
		}
	}
	switch {
	case len(said) > 0:
		return said
	case row.Level == Fine:
		return []string{e.Words.Say("queue_fine")}
	}
	return []string{e.Words.Say("queue_unmeasured")}
}

// longest is for how long the first caller waits by now.
func (e QueueEyes) longest(q *QueueStats) (time.Duration, bool) {
	longest, known := count(q.LongestHoldTime)
	if waiting, told := count(q.CallsWaiting); known && told && waiting == 0 {
		return 0, true
	}
	return e.wait(longest), known
}

// wait is how long somebody waits by now who waited for so many seconds when that was read.
func (e QueueEyes) wait(seconds int) time.Duration {
	return time.Duration(seconds)*time.Second + e.Since
}

// mostSeconds is the most of anything that is counted, or waited for, that can be right: more is a slip of the PBX.
const mostSeconds = 7 * 24 * 3600

// count is a number of things or seconds, which is known only if it can be right.
func count(n pbxclient.Opt[int]) (int, bool) {
	value, known := n.Get()
	if !known || value < 0 || value > mostSeconds {
		return 0, false
	}
	return value, true
}

func number(n pbxclient.Opt[int]) string {
	if value, known := count(n); known {
		return strconv.Itoa(value)
	}
	return unknown
}

func seconds(n pbxclient.Opt[int]) string {
	if value, known := count(n); known {
		return lang.Clock(time.Duration(value) * time.Second)
	}
	return unknown
}

// service is the service level in percent. While nobody has been answered, none is none.
func service(q *pbxclient.QueueStats) (float64, bool) {
	level, known := q.ServiceLevel.Get()
	answered, told := count(q.Answered)
	if !known || level < 0 || level > 100 || level == 0 && told && answered == 0 {
		return 0, false
	}
	return level, true
}

// percent leaves out what nobody needs to know; only all of it is 100 %.
func percent(level float64) string {
	return strconv.Itoa(int(level)) + " %"
}
