package rows

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/text/language"

	"ringside/presence"
)

// BenchmarkOrder50000 is putting 50,000 people in the order of their names: all of them for the first time, and again after one
// of them got another name.
func BenchmarkOrder50000(b *testing.B) {
	contacts := make([]*presence.Contact, 50_000)
	for i := range contacts {
		contacts[i] = named(fmt.Sprintf("Persoon %d de Vries", i*7919%len(contacts)), fmt.Sprint(10_000+i), presence.Available)
		contacts[i].UUID = fmt.Sprint(i)
	}
	roster := presence.NewRoster(contacts, 1)
	b.Run("First", func(b *testing.B) {
		for b.Loop() {
			NewIndex(roster, language.Dutch, nil)
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms")
	})
	b.Run("Again", func(b *testing.B) {
		index := NewIndex(roster, language.Dutch, nil)
		renamed := *contacts[100]
		renamed.FullName = "Zwart"
		next := roster.With([]*presence.Contact{&renamed}, nil, 0)
		began := time.Now()
		for b.Loop() {
			NewIndex(next, language.Dutch, index)
		}
		b.ReportMetric(float64(time.Since(began).Microseconds())/1000/float64(b.N), "ms")
	})
}
