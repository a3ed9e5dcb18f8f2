package lang

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// tongues are the languages of the tables below, in their order; the last is English of the United States.
var tongues = []string{"en", "nl", "de", "fr", "en-US"}

// says checks what each of them says.
func says(t *testing.T, what string, say func(*Words) string, want ...string) {
	t.Helper()
	for i, language := range tongues {
		if got := say(New(language)); got != want[i] {
			t.Errorf("%s in %s: got %q, want %q", what, language, got, want[i])
		}
	}
}

// sunday is a Sunday in March, half an hour before midnight.
var (
	amsterdam = time.FixedZone("CEST", 2*3600)
	sunday    = time.Date(2026, 3, 29, 23, 30, 0, 0, amsterdam)
)

func TestWhen_IsShortAndSaysNoMoreThanItHasTo(t *testing.T) {
	for _, c := range []struct {
		what string
		at   time.Time
		want []string
	}{
		{"this morning", time.Date(2026, 3, 29, 0, 5, 0, 0, amsterdam), []string{"00:05", "00:05", "00:05", "00:05", "12:05 AM"}},
		{"by another clock", time.Date(2026, 3, 29, 12, 5, 0, 0, time.UTC), []string{"14:05", "14:05", "14:05", "14:05", "2:05 PM"}},
		{"in a moment", sunday.Add(time.Minute), []string{"23:31", "23:31", "23:31", "23:31", "11:31 PM"}},
		{
			"last night", time.Date(2026, 3, 28, 23, 59, 0, 0, amsterdam),
			[]string{"yesterday 23:59", "gisteren 23:59", "gestern 23:59", "hier 23:59", "yesterday 11:59 PM"},
		},
		{
			"six days ago", time.Date(2026, 3, 23, 14, 5, 0, 0, amsterdam),
			[]string{"Mon 14:05", "ma 14:05", "Mo 14:05", "lun. 14:05", "Mon 2:05 PM"},
		},
		{"a week ago", time.Date(2026, 3, 22, 14, 5, 0, 0, amsterdam), []string{"22 Mar", "22 mrt", "22. März", "22 mars", "Mar 22"}},
		{"the first", time.Date(2026, 2, 1, 14, 5, 0, 0, amsterdam), []string{"1 Feb", "1 feb", "1. Feb.", "1er févr.", "Feb 1"}},
		{
			"another year", time.Date(2025, 8, 12, 14, 5, 0, 0, amsterdam),
			[]string{"12 Aug 2025", "12 aug 2025", "12. Aug. 2025", "12 août 2025", "Aug 12, 2025"},
		},
		{"tomorrow", sunday.Add(time.Hour), []string{"30 Mar", "30 mrt", "30. März", "30 mars", "Mar 30"}},
	} {
		says(t, c.what, func(w *Words) string { return w.When(c.at, sunday) }, c.want...)
	}
}

func TestDay_IsAHeading(t *testing.T) {
	for _, c := range []struct {
		what string
		at   time.Time
		want []string
	}{
		{"today", sunday.Add(-23 * time.Hour), []string{"Today", "Vandaag", "Heute", "Aujourd’hui", "Today"}},
		{"yesterday", sunday.Add(-24 * time.Hour), []string{"Yesterday", "Gisteren", "Gestern", "Hier", "Yesterday"}},
		{"this week", sunday.AddDate(0, 0, -4), []string{"Wednesday", "Woensdag", "Mittwoch", "Mercredi", "Wednesday"}},
		{"a date", sunday.AddDate(0, 0, -7), []string{"22 March", "22 maart", "22. März", "22 mars", "March 22"}},
		{
			"another year", time.Date(2025, 1, 1, 12, 0, 0, 0, amsterdam),
			[]string{"1 January 2025", "1 januari 2025", "1. Januar 2025", "1er janvier 2025", "January 1, 2025"},
		},
	} {
		says(t, c.what, func(w *Words) string { return w.Day(c.at, sunday) }, c.want...)
	}
}

// TestDay_CountsDaysAndNotHours holds where a day has 23 hours or 25.
func TestDay_CountsDaysAndNotHours(t *testing.T) {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Skip("there is no time zone database here")
	}
	for _, now := range []time.Time{time.Date(2026, 3, 30, 0, 10, 0, 0, place), time.Date(2026, 10, 26, 0, 10, 0, 0, place)} {
		for ago, want := range []string{"Today", "Yesterday", "Saturday"} {
			if got := New("en").Day(time.Date(now.Year(), now.Month(), now.Day()-ago, 0, 5, 0, 0, place), now); got != want {
				t.Errorf("%d days before %v: %s, want %s", ago, now, got, want)
			}
		}
	}
}

func TestTimeOfDay_IsThatOfThisComputer(t *testing.T) {
	says(t, "noon", func(w *Words) string { return w.TimeOfDay(noon.UTC()) }, "12:00", "12:00", "12:00", "12:00", "12:00 PM")
}

func TestTimeToSecond_TellsTheSecond(t *testing.T) {
	at := time.Date(2026, 3, 29, 14, 5, 7, 0, time.Local)
	says(t, "afternoon", func(w *Words) string { return w.TimeToSecond(at) }, "14:05:07", "14:05:07", "14:05:07", "14:05:07", "2:05:07 PM")
}

func TestWeekdaysAndMonths_AreAsManyAsThereAreAndAllDifferent(t *testing.T) {
	for _, language := range languages(t) {
		for list, want := range map[string]int{"weekdays": 7, "weekdays_short": 7, "months": 12, "months_short": 12} {
			names := strings.Fields(New(language).Say(list))
			if slices.Sort(names); len(slices.Compact(names)) != want {
				t.Errorf("%s has %d %s", language, len(names), list)
			}
		}
	}
}

func TestNumber_IsGroupedAsTheLanguageDoes(t *testing.T) {
	number := func(n int) func(*Words) string { return func(w *Words) string { return w.Number(n) } }
	says(t, "few", number(999), "999", "999", "999", "999", "999")
	says(t, "many", number(1234), "1,234", "1.234", "1.234", "1\u00a0234", "1,234")
	says(t, "a lot", number(1234567), "1,234,567", "1.234.567", "1.234.567", "1\u00a0234\u00a0567", "1,234,567")
	if got := New("de-CH").Number(1234); got != "1’234" {
		t.Errorf("in Switzerland %q", got)
	}
}

func TestDuration_IsSaidInTheUnitsThatMatter(t *testing.T) {
	for d, want := range map[time.Duration][]string{
		-time.Second:                    {"0 s", "0 sec", "0 Sek.", "0 s", "0 s"},
		40 * time.Second:                {"40 s", "40 sec", "40 Sek.", "40 s", "40 s"},
		59700 * time.Millisecond:        {"1 min", "1 min", "1 Min.", "1 min", "1 min"},
		12*time.Minute + 29*time.Second: {"12 min", "12 min", "12 Min.", "12 min", "12 min"},
		59*time.Minute + 40*time.Second: {"1 h", "1 uur", "1 Std.", "1 h", "1 h"},
		125 * time.Minute:               {"2 h 5 min", "2 uur 5 min", "2 Std. 5 Min.", "2 h 5 min", "2 h 5 min"},
	} {
		says(t, d.String(), func(w *Words) string { return w.Duration(d) }, want...)
	}
}

func TestAge_IsSaidInEveryLanguage(t *testing.T) {
	for d, want := range map[time.Duration][]string{
		time.Second:     {"just now", "zojuist", "gerade eben", "à l’instant", "just now"},
		3 * time.Minute: {"3 min ago", "3 min geleden", "vor 3 Min.", "il y a 3 min", "3 min ago"},
		time.Hour:       {"1 hour ago", "1 uur geleden", "vor 1 Stunde", "il y a 1 heure", "1 hour ago"},
		49 * time.Hour:  {"2 days ago", "2 dagen geleden", "vor 2 Tagen", "il y a 2 jours", "2 days ago"},
	} {
		says(t, d.String(), func(w *Words) string { return w.Age(d) }, want...)
	}
}

func TestList_IsOnePhrase(t *testing.T) {
	for _, c := range []struct {
		items []string
		want  []string
	}{
		{nil, []string{"", "", "", "", ""}},
		{[]string{"A"}, []string{"A", "A", "A", "A", "A"}},
		{[]string{"A", "B"}, []string{"A and B", "A en B", "A und B", "A et B", "A and B"}},
		{[]string{"A", "B", "C"}, []string{"A, B and C", "A, B en C", "A, B und C", "A, B et C", "A, B and C"}},
	} {
		says(t, strings.Join(c.items, ""), func(w *Words) string { return w.List(c.items) }, c.want...)
	}
}
