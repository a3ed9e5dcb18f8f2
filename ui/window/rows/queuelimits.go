package rows

import (
	"strconv"
	"strings"

	"ringside/ui/settings"
)

// limit is what holds of a bound: negative for none.
type limit struct{ warn, alarm float64 }

// The bounds that hold while nobody set others: calls, seconds, percent and agents.
var (
	usualWaiting = limit{3, 6}
	usualLongest = limit{60, 120}
	usualService = limit{80, 60}
	usualFree    = limit{0, -1}
)

// or is what was set, and this where nothing was.
func (l limit) or(b settings.Bound) limit {
	if b.Warn != nil {
		l.warn = float64(*b.Warn)
	}
	if b.Alarm != nil {
		l.alarm = float64(*b.Alarm)
	}
	return l
}

// upTo has whole numbers that are no more than the bounds be below them.
func (l limit) upTo() limit {
	for _, bound := range []*float64{&l.warn, &l.alarm} {
		if *bound >= 0 {
			*bound += 0.5
		}
	}
	return l
}

// above measures what must not become so much.
func above(value int, known bool, l limit) Level {
	switch {
	case !known:
		return Unmeasured
	case l.alarm >= 0 && float64(value) >= l.alarm:
		return Alarmed
	case l.warn >= 0 && float64(value) >= l.warn:
		return Warned
	}
	return Fine
}

// below measures what must not become less.
func below(value float64, known bool, l limit) Level {
	switch {
	case !known:
		return Unmeasured
	case value < l.alarm:
		return Alarmed
	case value < l.warn:
		return Warned
	}
	return Fine
}

// QueueBound is one of the bounds of a queue, as a form asks for it.
type QueueBound struct {
	ID   string                                 // of its words
	Of   func(*settings.Limits) *settings.Bound // which it is
	Most int
	hold limit
}

// QueueBounds are all bounds that a queue has.
var QueueBounds = []QueueBound{
	{"waiting", func(l *settings.Limits) *settings.Bound { return &l.Waiting }, 9999, usualWaiting},
	{"longest", func(l *settings.Limits) *settings.Bound { return &l.Longest }, 9999, usualLongest},
	{"service", func(l *settings.Limits) *settings.Bound { return &l.Service }, 100, usualService},
	{"free", func(l *settings.Limits) *settings.Bound { return &l.Free }, 9999, usualFree},
}

// Texts are the two bounds that hold, as they are typed: "" for none.
func (b QueueBound) Texts(l settings.Limits) (warn, alarm string) {
	holds := b.hold.or(*b.Of(&l))
	return boundText(holds.warn), boundText(holds.alarm)
}

func boundText(bound float64) string {
	if bound < 0 {
		return ""
	}
	return strconv.Itoa(int(bound))
}

// Read is the bound that was typed; ok is false where that is none. Nothing takes the bound away.
func (b QueueBound) Read(typed string) (bound *int, ok bool) {
	typed = strings.TrimSpace(typed)
	none := -1
	if typed == "" {
		return &none, true
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 || n > b.Most {
		return nil, false
	}
	return &n, true
}

// Levels are those of queues, by their Keys.
type Levels map[string]Level

// LevelsOf are the levels of queues as they are listed.
func LevelsOf(queues []Queue) Levels {
	levels := make(Levels, len(queues))
	for _, q := range queues {
		levels[q.Key] = q.Level
	}
	return levels
}

// Alarming reports whether a queue has an alarm now that had none before. One that was not there before, or not measured, is no news:
// nobody knows since when that is so.
func (now Levels) Alarming(before Levels) bool {
	for key, level := range now {
		if was := before[key]; level == Alarmed && was != Alarmed && was != Unmeasured {
			return true
		}
	}
	return false
}
