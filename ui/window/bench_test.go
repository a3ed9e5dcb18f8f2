package window

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
)

// crowded is how many people the windows have that are measured.
const crowded = 50_000

// crowd is so many people, one in seven of them on the phone.
func crowd() []*presence.Contact {
	contacts := []*presence.Contact{me()}
	for i := range crowded {
		state := presence.Available
		if i%7 == 0 {
			state = presence.OnCall
		}
		contacts = append(contacts, person(fmt.Sprint("u", i), fmt.Sprintf("Persoon %d de Vries", i), fmt.Sprint(10_000+i), state))
	}
	return contacts
}

// BenchmarkKeyPress is one key in the search field of a window with 50,000 people until the list is filtered and its
// rows are set, beside looking for the letter in all the names.
func BenchmarkKeyPress(b *testing.B) {
	contacts := crowd()
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
	if found != crowded {
		b.Fatal(found)
	}
}

// BenchmarkListAnew is one colleague's change of state in a window with 50,000 people until the list is in order again and its
// rows are set.
func BenchmarkListAnew(b *testing.B) {
	contacts := crowd()
	p := sit(b, newStage(contacts...), settings.Settings{})
	index := p.index
	now := p.stage.Picture().Contacts
	for i := 0; b.Loop(); i++ {
		changed := *contacts[1+i%crowded]
		changed.Presence = presence.Ringing
		now = now.With([]*presence.Contact{&changed}, nil, 0)
		p.stage.paint(func(s *presence.Snapshot) { s.Contacts = now })
		p.show(view{snap: p.stage.Picture(), index: index})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms")
}

// BenchmarkContactsKeyPress is one key in the search field of 50,000 own contacts until the list is filtered and its rows are set.
func BenchmarkContactsKeyPress(b *testing.B) {
	p := sit(b, newStage(me()), settings.Settings{})
	entries := make([]*addressbook.Entry, crowded)
	for i := range entries {
		entries[i] = &addressbook.Entry{
			ID: fmt.Sprint("e", i), Given: fmt.Sprint("Persoon ", i), Family: "de Vries",
			Numbers: []addressbook.Number{{Kind: addressbook.KindWork, Value: fmt.Sprint("020", 1_000_000+i), Key: fmt.Sprint("+3120", 1_000_000+i)}},
		}
	}
	p.open(contactsPage)
	p.showBook(bookView{index: rows.NewBookIndex(addressbook.NewBook("s", 1, "NL", nil, entries), nil)})
	var spent time.Duration
	for b.Loop() {
		before := time.Now()
		p.typed("v")
		spent += time.Since(before)
		p.press(fyne.KeyEscape)
	}
	b.ReportMetric(float64(spent.Microseconds())/1000/float64(b.N), "ms")
}
