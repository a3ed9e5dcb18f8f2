package window

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/ui/settings"
)

// What the operator panel is measured with: so many phones, and pictures in each of which so many of them do something else, all of
// them in sight. With 25 pictures a second, which is what the binder lets through, that is 500 events a second.
const (
	operated = 2000
	atOnce   = 20
)

// operateMany opens the panel of that office, in a large window.
func operateMany(b *testing.B) *seat {
	pbx := pbxsim.New(pbxsim.Options{Users: operated + operated/5, Quiet: true, AdminPerson: true})
	p := visit(b, pbx, pbx.Accounts()[0], newStage(employed(pbx.Office())...), settings.Settings{})
	p.window.Resize(fyne.NewSize(1600, 1000))
	p.until("the panel", func() bool { return !p.places[phonesPage].closed })
	p.open(phonesPage)
	p.until("the phones", func() bool { return len(p.phones.Listed()) > operated })
	return p
}

// BenchmarkPanel is one picture on the panel of 2,000 phones in which 20 in sight have come to do something else, until all
// widgets have been set: the median and the worst of all pictures.
func BenchmarkPanel(b *testing.B) {
	p := operateMany(b)
	now, index := p.stage.Picture().Contacts, p.index
	codes := []int{0, 8, 1, 9, 17}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		var changed []*presence.Contact
		for k := range atOnce {
			user, _ := p.phones.Panel().Reaches(p.phones.Listed()[k])
			c := *user
			c.Phones = slices.Clone(c.Phones)
			for j := range c.Phones {
				c.Phones[j].StatusCode = pbxclient.Some(codes[i%len(codes)])
			}
			changed = append(changed, &c)
		}
		now = now.With(changed, nil, now.Version)
		p.stage.paint(func(s *presence.Snapshot) { s.Contacts = now })
		before := time.Now()
		p.show(view{snap: p.stage.Picture(), index: index})
		took = append(took, time.Since(before))
	}
	slices.Sort(took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
	b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
	b.ReportMetric(ms(took[len(took)-1]), "worst-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkPanelSearch is one key in the search field of the panel of 2,000 phones.
func BenchmarkPanelSearch(b *testing.B) {
	p := operateMany(b)
	var spent time.Duration
	for b.Loop() {
		before := time.Now()
		p.typed("e")
		spent += time.Since(before)
		p.press(fyne.KeyEscape)
	}
	b.ReportMetric(float64(spent.Microseconds())/1000/float64(b.N), "ms")
	b.ReportMetric(0, "ns/op")
}
