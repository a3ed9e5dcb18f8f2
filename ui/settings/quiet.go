package settings

import "time"

// Quiet is a part of the day without notifications.
type Quiet struct {
	On bool `json:"on,omitempty"`
	// From and To are times of this computer's clock as "HH:MM". A To that is not after From is that of the next day; the same
	// time twice is a whole day.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// WeekdaysOnly leaves out what begins on a Saturday or Sunday.
	WeekdaysOnly bool `json:"weekdays_only,omitempty"`
}

// Holds reports whether it is quiet at t, by the clock of t's time zone. It never is with a time that cannot be read.
func (q Quiet) Holds(t time.Time) bool {
	from, fromOK := ClockTime(q.From)
	to, toOK := ClockTime(q.To)
	if !q.On || !fromOK || !toOK {
		return false
	}
	now := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
	switch today, yesterday := t.Weekday(), (t.Weekday()+6)%7; {
	case from < to:
		return from <= now && now < to && q.on(today)
	case now >= from:
		return q.on(today)
	default:
		return now < to && q.on(yesterday)
	}
}

// on reports whether it may be quiet from a day on.
func (q Quiet) on(day time.Weekday) bool {
	return !q.WeekdaysOnly || day != time.Saturday && day != time.Sunday
}

// ClockTime reads "HH:MM" as the time since midnight; ok is false for what is none.
func ClockTime(text string) (sinceMidnight time.Duration, ok bool) {
	t, err := time.Parse("15:04", text)
	if err != nil {
		return 0, false
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, true
}
