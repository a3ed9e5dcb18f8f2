package rows

import (
	"fmt"
	"strings"
	"time"

	"ringside/ui/lang"
)

// Offer is for how long something can be set with one touch.
type Offer struct {
	Label string
	lasts time.Duration // from the touch on; 0 where at tells the end
	at    time.Time
}

// Ends is when what is set now ends.
func (o Offer) Ends(now time.Time) time.Time {
	if o.lasts > 0 {
		return now.Add(o.lasts)
	}
	return o.at
}

// The hours of a working day, as most have them.
const (
	dayBegins = 9
	dayEnds   = 17
)

// Offers lists for how long something can be set: for a while, until an hour of today, until tomorrow morning.
func Offers(now time.Time, w *lang.Words) []Offer {
	offers := []Offer{
		{Label: w.Duration(30 * time.Minute), lasts: 30 * time.Minute},
		{Label: w.Duration(time.Hour), lasts: time.Hour},
	}
	add := func(t time.Time) {
		offers = append(offers, Offer{Label: w.Say("until_time", lang.With{"Time": Ahead(t, now, w)}), at: t})
	}
	soon, end := atHour(now, now.Hour()+2), atHour(now, dayEnds)
	if sameDay(soon, now) {
		add(soon)
	}
	if end.After(soon) {
		add(end)
	}
	add(atHour(now.AddDate(0, 0, 1), dayBegins))
	return offers
}

func atHour(day time.Time, hour int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, day.Location())
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

// Ahead says when something will be: "14:00" for today, "tomorrow 9:00", or a date.
func Ahead(t, now time.Time, w *lang.Words) string {
	t = t.In(now.Location())
	switch {
	case sameDay(t, now):
		return w.TimeOfDay(t)
	case sameDay(t, now.AddDate(0, 0, 1)):
		return w.Say("tomorrow_at", lang.With{"Time": w.TimeOfDay(t)})
	}
	return w.Day(t, now) + " " + w.TimeOfDay(t)
}

// Clock reads a time of day in any of the ways that people write it, as "HH:MM"; ok is false for what is none.
func Clock(typed string) (clock string, ok bool) {
	typed = strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(typed)), " ", "")
	for _, form := range []string{"15:04", "15.04", "15H04", "1504", "15H", "15", "3:04PM", "3.04PM", "3PM"} {
		if t, err := time.Parse(form, typed); err == nil {
			return t.Format("15:04"), true
		}
	}
	return "", false
}

// NextAt is the next time that a clock shows what was typed.
func NextAt(typed string, now time.Time) (time.Time, bool) {
	clock, ok := Clock(typed)
	if !ok {
		return time.Time{}, false
	}
	var hour, minute int
	if _, err := fmt.Sscanf(clock, "%d:%d", &hour, &minute); err != nil {
		return time.Time{}, false
	}
	for day := now; ; day = day.AddDate(0, 0, 1) {
		if t := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, now.Location()); t.After(now) {
			return t, true
		}
	}
}
