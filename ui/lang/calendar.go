package lang

import (
	"strings"
	"time"
)

// TimeOfDay writes the time on this computer's clock: 14:05, or 2:05 PM where that is the habit.
func (w *Words) TimeOfDay(t time.Time) string { return w.clock(t.Local()) }

// TimeToSecond is TimeOfDay with the seconds.
func (w *Words) TimeToSecond(t time.Time) string {
	if w.voice.Load().american {
		return t.Local().Format("3:04:05 PM")
	}
	return t.Local().Format(time.TimeOnly)
}

// Day names the day of t, as a heading above what happened then: Today, Yesterday, a weekday of the last week, or a date. It
// is a day of now's time zone.
func (w *Words) Day(t, now time.Time) string {
	t = t.In(now.Location())
	switch ago := daysBetween(t, now); {
	case ago == 0:
		return w.Say("day_today")
	case ago == 1:
		return w.Say("day_yesterday")
	case ago > 0 && ago < 7:
		return capital(w.nameOf("weekdays", int(t.Weekday())))
	}
	return w.date(t, now, "months", "January 2")
}

// When says in short when something was, for a row in a list: "14:05" for today, "yesterday 14:05", "Tue 14:05" in the last
// week, "12 Mar" before. It goes by now's time zone.
func (w *Words) When(t, now time.Time) string {
	t = t.In(now.Location())
	switch ago := daysBetween(t, now); {
	case ago == 0:
		return w.clock(t)
	case ago == 1:
		return w.Say("when_yesterday", With{"Time": w.clock(t)})
	case ago > 0 && ago < 7:
		return w.nameOf("weekdays_short", int(t.Weekday())) + " " + w.clock(t)
	}
	return w.date(t, now, "months_short", "Jan 2")
}

func (w *Words) clock(t time.Time) string {
	if w.voice.Load().american {
		return t.Format("3:04 PM")
	}
	return t.Format("15:04")
}

// date writes a day with its year, unless that is now's. american is how a layout of package time has it where the month comes
// first.
func (w *Words) date(t, now time.Time, months, american string) string {
	year := ""
	if t.Year() != now.Year() {
		year = t.Format("2006")
	}
	if w.voice.Load().american {
		if year != "" {
			american += ", 2006"
		}
		return t.Format(american)
	}
	day := w.Say("date", With{"Day": t.Day(), "Month": w.nameOf(months, int(t.Month())-1)})
	return strings.TrimSpace(day + " " + year)
}

// nameOf is one of a list of names that a translation has, in order and with spaces between them.
func (w *Words) nameOf(list string, at int) string { return strings.Fields(w.Say(list))[at] }

// daysBetween counts the midnights from t to now, by the calendar that both are of.
func daysBetween(t, now time.Time) int {
	return int(midnight(now).Sub(midnight(t)) / (24 * time.Hour))
}

// midnight is the begin of a day of 24 hours, which a day on which the clocks change is not.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
