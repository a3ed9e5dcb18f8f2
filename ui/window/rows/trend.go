package rows

import (
	"strconv"
	"time"

	"ringside/presence/acd"
	"ringside/ui/lang"
)

// Trend is how a figure of a queue was in the last hours.
type Trend struct {
	Label   string
	Measure acd.Measure
	Samples []acd.Sample // in order of time
	From    time.Time
	Until   time.Time
	// Top is the value at the upper edge, and High how it is written.
	Top  int
	High string
	// Marks are moments, and what is written below them.
	Marks []Mark
}

// Mark is a moment on the axis of time.
type Mark struct {
	At   time.Time
	Text string
}

// spans are how much time a chart shows, as little as holds all there is, and in which distance its marks are.
var spans = []struct{ all, step time.Duration }{
	{30 * time.Minute, 10 * time.Minute},
	{time.Hour, 15 * time.Minute},
	{2 * time.Hour, 30 * time.Minute},
	{4 * time.Hour, time.Hour},
	{acd.Kept, 2 * time.Hour},
}

// Trends says how the figures of a queue were.
func Trends(samples []acd.Sample, w *lang.Words, now time.Time) []Trend {
	span := spans[0]
	for _, s := range spans {
		if span = s; len(samples) == 0 || !time.Unix(samples[0].At, 0).Before(now.Add(-s.all)) {
			break
		}
	}
	from := now.Add(-span.all)
	var axis []Mark
	for at := from.Truncate(span.step).Add(span.step); at.Before(now); at = at.Add(span.step) {
		axis = append(axis, Mark{at, w.TimeOfDay(at)})
	}
	trend := func(id string, m acd.Measure, least int, write func(int) string) Trend {
		top := least
		for _, s := range samples {
			if v, known := m.Of(s); known {
				top = max(top, v)
			}
		}
		return Trend{Label: w.Say(id), Measure: m, Samples: samples, From: from, Until: now, Top: top, High: write(top), Marks: axis}
	}
	clock := func(v int) string { return lang.Clock(time.Duration(v) * time.Second) }
	return []Trend{
		trend("queue_waiting", acd.Waiting, 4, strconv.Itoa), trend("queue_longest_wait", acd.Longest, 60, clock),
		trend("queue_free_agents", acd.Free, 4, strconv.Itoa), trend("queue_service", acd.Service, 100, func(v int) string { return percent(float64(v)) }),
	}
}

// Strip is what a chart draws in one of its columns: from the lowest value to the highest that there was in that time.
type Strip struct {
	Low, High int
	Known     bool
}

// Strips are the columns of a chart that has so many. What was not measured leaves them empty; between two samples that follow each
// other, they are filled with the earlier one.
func (t Trend) Strips(columns int) []Strip {
	strips := make([]Strip, columns)
	span := t.Until.Sub(t.From).Seconds()
	if columns == 0 || span <= 0 {
		return strips
	}
	column := func(at int64) int {
		return min(int(float64(at-t.From.Unix())/span*float64(columns)), columns-1)
	}
	add := func(i, v int) {
		if s := &strips[i]; !s.Known {
			*s = Strip{v, v, true}
		} else {
			s.Low, s.High = min(s.Low, v), max(s.High, v)
		}
	}
	gap := int64(acd.Gap / time.Second)
	var before acd.Sample
	var last int
	held := false // before was measured, and last is its value
	for _, s := range t.Samples {
		i := column(s.At)
		v, known := t.Measure.Of(s)
		if held && s.At-before.At <= gap {
			for j := max(column(before.At), 0); j <= i; j++ {
				add(j, last)
			}
		}
		if known && i >= 0 {
			add(i, v)
		}
		before, last, held = s, v, known
	}
	return strips
}

// SampleOf is what is kept of a queue's figures.
func SampleOf(q *QueueStats, at time.Time) acd.Sample {
	s := acd.NewSample(at)
	e := QueueEyes{}
	if v, known := count(q.CallsWaiting); known {
		s = s.With(acd.Waiting, v)
	}
	if v, known := e.longest(q); known {
		s = s.With(acd.Longest, int(v/time.Second))
	}
	if v, known := count(q.FreeAgents); known {
		s = s.With(acd.Free, v)
	}
	if v, known := service(&q.QueueStats); known {
		s = s.With(acd.Service, int(v))
	}
	return s
}
