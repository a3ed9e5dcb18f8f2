package window

import (
	"context"
	"time"

	"ringside/presence/acd"
	"ringside/ui/session"
	"ringside/ui/window/rows"
)

// trends are how the queues of the account were, and where that is kept.
type trends struct {
	acd.Trends
	path   string    // "" keeps nothing
	loaded bool      // known where the queues are read
	saved  time.Time // known to the widgets' goroutine
}

// saveEvery is in which distance they are kept while somebody looks.
const saveEvery = 5 * time.Minute

func (m *mainScreen) findTrends() {
	if m.acts.folder != "" {
		m.queues.trends.path = session.TrendsFile(m.acts.folder, m.acts.account)
	}
}

// sample adds what was read. It runs where the queues are read.
func (t *trends) sample(r rows.QueueReading, now time.Time) {
	if !t.loaded {
		t.loaded = true
		if t.path != "" {
			_ = t.Load(t.path, now) // those of a damaged file are gone, whoever is told of it
		}
	}
	for i := range r.All {
		t.Add(r.All[i].Key, rows.SampleOf(&r.All[i], now))
	}
}

// save writes them down.
func (t *trends) save() error {
	if t.path == "" {
		return nil
	}
	return t.Save(t.path)
}

// keepTrends has the trends saved, off the widgets' goroutine.
func (m *mainScreen) keepTrends() {
	m.queues.trends.saved = time.Now()
	m.do.command(func(context.Context) error { return m.queues.trends.save() }, nil)
}
