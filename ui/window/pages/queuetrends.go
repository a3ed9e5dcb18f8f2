package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/presence/acd"
	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// trendCharts shows how a queue was.
type trendCharts struct {
	content fyne.CanvasObject
	words   *lang.Words
	charts  []*widgets.Chart
}

func newTrendCharts(w *lang.Words) *trendCharts {
	t := &trendCharts{words: w}
	box := container.NewVBox()
	for range 4 {
		chart := widgets.NewChart()
		t.charts = append(t.charts, chart)
		box.Add(chart)
	}
	box.Add(small(w.Say("queue_trends_hint")))
	t.content = container.NewVScroll(widgets.Inset(0, 8, 12, 12, box))
	return t
}

// set draws the samples of a queue. Nobody sees them while the part is not the one that is chosen.
func (t *trendCharts) set(samples []acd.Sample, e rows.Eyes) {
	if t.content.Visible() {
		for i, trend := range rows.Trends(samples, t.words, e.Now) {
			t.charts[i].Set(trend)
		}
	}
}
