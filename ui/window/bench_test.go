package window

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringside/presence"
	"ringside/ui/settings"
)

// BenchmarkKeyPress is one key in the search field of a window with 10,000 people until the list is filtered and its
// rows are set, beside looking for the letter in all the names.
func BenchmarkKeyPress(b *testing.B) {
	contacts := []*presence.Contact{me()}
	for i := range 10_000 {
		uuid := fmt.Sprint("u", i)
		contacts = append(contacts, person(uuid, fmt.Sprintf("Persoon %d de Vries", i), fmt.Sprint(10_000+i), presence.Available))
	}
	p := sit(b, newStage(contacts...), settings.Settings{})
	var spent time.Duration
	for b.Loop() {
		before := time.Now()
		p.typed("v")
		spent += time.Since(before)
		p.press(fyne.KeyEscape)
	}
	b.ReportMetric(float64(spent.Microseconds())/1000/float64(b.N), "ms")

	before := time.Now()
	found := 0
	for _, c := range contacts {
		if strings.Contains(c.FullName, "V") {
			found++
		}
	}
	b.ReportMetric(float64(time.Since(before).Microseconds())/1000, "floor-ms")
	if found != 10_000 {
		b.Fatal(found)
	}
}
