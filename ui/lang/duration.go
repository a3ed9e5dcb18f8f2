package lang

import (
	"fmt"
	"time"
)

// Age says how long ago something was, in the largest unit that fits.
func (w *Words) Age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return w.Say("age_now")
	case d < time.Hour:
		return w.Say("age_minutes", With{"Count": int(d / time.Minute)})
	case d < 24*time.Hour:
		return w.Say("age_hours", With{"Count": int(d / time.Hour)})
	}
	return w.Say("age_days", With{"Count": int(d / (24 * time.Hour))})
}

// Clock writes a duration as a telephone's display does: 0:07, 12:40, 1:02:03.
func Clock(d time.Duration) string {
	seconds := int(max(d, 0) / time.Second)
	if seconds < 3600 {
		return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// Duration says how long something took, as people say it: 40 s, 12 min, 2 h 5 min.
func (w *Words) Duration(d time.Duration) string {
	d = max(d, 0).Round(time.Second)
	if d < time.Minute {
		return w.Say("duration_seconds", With{"Seconds": int(d / time.Second)})
	}
	d = d.Round(time.Minute)
	hours, minutes := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case hours == 0:
		return w.Say("duration_minutes", With{"Minutes": minutes})
	case minutes == 0:
		return w.Say("duration_hours", With{"Hours": w.Number(hours)})
	}
	return w.Say("duration_hours_minutes", With{"Hours": w.Number(hours), "Minutes": minutes})
}
