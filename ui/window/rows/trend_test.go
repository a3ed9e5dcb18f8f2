package rows

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/presence/acd"
	"ringside/ui/lang"
)

// measured is a sample of the calls that wait, so many seconds after midday.
func measured(second, waiting int) acd.Sample {
	return acd.NewSample(midday.Add(time.Duration(second)*time.Second)).With(acd.Waiting, waiting)
}

func TestStrips_ShowGapsAsGaps(t *testing.T) {
	trend := func(samples ...acd.Sample) Trend {
		return Trend{Measure: acd.Waiting, Samples: samples, From: midday, Until: midday.Add(100 * time.Second)}
	}
	at := func(low, high int) Strip { return Strip{low, high, true} }
	var none Strip
	for _, c := range []struct {
		what  string
		trend Trend
		want  []Strip // of ten seconds each
	}{
		{"nothing", trend(), make([]Strip, 10)},
		{"two that follow each other", trend(measured(15, 2), measured(35, 4)), []Strip{none, at(2, 2), at(2, 2), at(2, 4), none, none, none, none, none, none}},
		{"two with a gap between", trend(measured(5, 0), measured(75, 1)), []Strip{at(0, 0), none, none, none, none, none, none, at(1, 1), none, none}},
		{"one that was not known between", trend(measured(5, 1), measured(25, -1), measured(45, 3)), []Strip{at(1, 1), at(1, 1), at(1, 1), none, at(3, 3), none, none, none, none, none}},
		{"several in a column", trend(measured(1, 1), measured(3, 9), measured(5, 4)), []Strip{at(1, 9), none, none, none, none, none, none, none, none, none}},
		{"before the chart begins", trend(measured(-30, 5), measured(5, 1)), []Strip{at(1, 5), none, none, none, none, none, none, none, none, none}},
		{"at its end", trend(measured(100, 3)), []Strip{none, none, none, none, none, none, none, none, none, at(3, 3)}},
	} {
		if diff := cmp.Diff(c.want, c.trend.Strips(10)); diff != "" {
			t.Errorf("%s: %s", c.what, diff)
		}
	}
}

func TestTrends_ShowAsMuchTimeAsThereIs(t *testing.T) {
	for age, want := range map[time.Duration]time.Duration{
		time.Minute: 30 * time.Minute, 30 * time.Minute: 30 * time.Minute, 31 * time.Minute: time.Hour, 5 * time.Hour: 8 * time.Hour, 9 * time.Hour: 8 * time.Hour,
	} {
		list := Trends([]acd.Sample{measured(-int(age/time.Second), 7)}, lang.New("en"), midday)
		if got := list[0].Until.Sub(list[0].From); got != want || list[0].Top != 7 || len(list[0].Marks) < 2 {
			t.Errorf("%v: %v, up to %d, %d marks", age, got, list[0].Top, len(list[0].Marks))
		}
	}
}

func TestSampleOf_KeepsNothingThatThePBXDidNotTell(t *testing.T) {
	r := queuesOf(t, `{"calls_waiting":2,"longest_hold_time":70,"free_agents":-1,"service_level":0,"answered":0}`)
	s := SampleOf(&r.All[0], midday)
	if diff := cmp.Diff(acd.NewSample(midday).With(acd.Waiting, 2).With(acd.Longest, 70), s); diff != "" {
		t.Error(diff)
	}
}
