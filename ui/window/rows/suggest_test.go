package rows

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/presence"
)

func TestSuggest_KnowsNumbersAndTheKeysThatNamesAreOn(t *testing.T) {
	mobile := named("Bart van der Ven", "331", presence.Available)
	mobile.Assigned = []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypeNumber, Number: "+31612345678"}}
	s, x := office(
		named("Anna Self", "200", presence.Available), named("Anna Wójcik", "203", presence.Available),
		named("Cora Bont", "2666", presence.Available), named("Søren Groß", "312", presence.Available),
		named("Zita O'Conn", "266", presence.Available), mobile, named("Юля", "340", presence.Available),
	)
	for typed, want := range map[string][]string{
		"":        nil,
		"266":     {"Zita O'Conn", "Cora Bont", "Anna Wójcik"}, // the number, one that begins so, the keys; oneself never
		"2 66":    {"Zita O'Conn", "Cora Bont", "Anna Wójcik"},
		"2662965": {"Anna Wójcik"}, // on into the next word
		"47677":   {"Søren Groß"},  // the second word, as it is typed on a plain keypad
		"826":     {"Bart van der Ven"},
		"0612":    {"Bart van der Ven"},
		"+316123": {"Bart van der Ven"},
		"12":      nil, // two digits are in the midst of almost every number
		"groß":    {"Søren Groß"},
		"*21#":    nil,
	} {
		var got []string
		for _, c := range x.Suggest(s, typed, 4) {
			got = append(got, c.Name())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
	if n := len(x.Suggest(s, "2", 2)); n != 2 {
		t.Errorf("%d are suggested, not 2", n)
	}
}

// BenchmarkSuggest50000 is what a key costs in the field for numbers: it has to be done within a picture of the screen, 16 ms.
func BenchmarkSuggest50000(b *testing.B) {
	contacts := make([]*presence.Contact, 50_000)
	for i := range contacts {
		contacts[i] = named(fmt.Sprintf("Persoon %c%c de Vries-%d", 'a'+i%26, 'a'+i/26%26, i), fmt.Sprint(10_000+i), presence.Available)
		contacts[i].Assigned = []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypeNumber, Number: fmt.Sprintf("+3120%07d", i)}}
	}
	s, x := office(contacts...)
	for _, typed := range []string{"2", "266", "7377666", "020 00", "99999999", "vries"} {
		b.Run(typed, func(b *testing.B) {
			best := time.Hour
			for b.Loop() {
				began := time.Now()
				x.Suggest(s, typed, 4)
				best = min(best, time.Since(began))
			}
			b.ReportMetric(float64(best.Microseconds())/1000, "best-ms")
		})
	}
}
