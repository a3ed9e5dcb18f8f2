package checkup

import (
	"context"
	"time"
)

// mostSkew is how far the clocks may be apart: the times in the journal are this computer's.
const mostSkew = 30 * time.Second

// clock compares this computer's clock with the PBX's.
func (v *visit) clock(context.Context) Result {
	if why, ok := v.noPBX(); !ok {
		return why
	}
	k := v.knock()
	if k.date.IsZero() {
		return found(skippedNoClock, nil)
	}
	// The header has whole seconds, cut off; it was written half the way through, as far as we know.
	skew := k.sent.Add(k.latency / 2).Sub(k.date.Add(time.Second / 2))
	facts := Facts{"ahead_s": int(skew.Round(time.Second).Seconds()), "apart_s": int(skew.Abs().Round(time.Second).Seconds())}
	if _, ok := v.outside(); ok {
		if system := v.system(); system.TimeZone != "" {
			facts["time_zone"] = system.TimeZone
			if zone, err := time.LoadLocation(system.TimeZone); err == nil {
				facts["same_time_zone"] = offset(k.sent.In(zone)) == offset(k.sent.Local())
			}
		}
	}
	if skew.Abs() > mostSkew {
		return found(clockWrong, facts)
	}
	return found(clockRight, facts)
}

// offset is how far a time's zone is from UTC, in seconds.
func offset(t time.Time) int {
	_, seconds := t.Zone()
	return seconds
}
