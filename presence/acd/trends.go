// Package acd keeps how queues were: a sample of each every few seconds while somebody looks at them, for the last hours.
package acd

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// The bounds of what is kept.
const (
	Kept  = 8 * time.Hour   // for so long
	Every = 5 * time.Second // no more than one in such a time
	// Gap is how long nothing is known between two samples at least, so that there is a gap between them: a PBX that is asked less often
	// because it is slow makes none.
	Gap = 45 * time.Second
	// slack is how much longer samples are kept than they are shown, so that old ones are thrown away by the hundred.
	slack = 10 * time.Minute
	// maxQueues and maxSamples are as many as are kept.
	maxQueues  = 200
	maxSamples = int((Kept+slack)/Every) + 1
	none       = -1
)

// Sample is what was measured of a queue at a moment.
type Sample struct {
	At     int64           // Unix time, in seconds
	Values [measures]int16 // by Measure; -1 for what is not known
}

// Measure is one of the figures that are kept.
type Measure uint8

// The measures: calls, seconds, agents, and percent.
const (
	Waiting Measure = iota
	Longest
	Free
	Service
	measures
)

// Of is the value of a measure in a sample, and whether it was known.
func (m Measure) Of(s Sample) (int, bool) {
	v := s.Values[m]
	return int(v), v != none
}

// NewSample is one of which nothing is known but when it was.
func NewSample(at time.Time) Sample {
	return Sample{At: at.Unix(), Values: [measures]int16{none, none, none, none}}
}

// With adds what was measured; negative values are not known.
func (s Sample) With(m Measure, value int) Sample {
	if value >= 0 {
		s.Values[m] = int16(min(value, 1<<15-1))
	}
	return s
}

// Trends are the samples of the queues of an account, by what the queues are known by. The zero value has none; it may be used by
// several goroutines.
type Trends struct {
	mu     sync.Mutex
	queues map[string][]Sample // in order of time; what was appended never changes
	fresh  bool                // there are some that have not been saved
	file   sync.Mutex          // held while the file is written
	known  bool                // the file has been there
}

// Add adds a sample of a queue, unless there is one already of the last seconds.
func (t *Trends) Add(queue string, s Sample) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.queues == nil {
		t.queues = map[string][]Sample{}
	}
	list, known := t.queues[queue]
	if !known && len(t.queues) >= maxQueues {
		return
	}
	if n := len(list); n > 0 {
		switch ago := s.At - list[n-1].At; {
		case ago < 0: // the clock was set back: what it said before is worth nothing
			list = nil
		case ago < int64(Every/time.Second):
			return
		}
	}
	if len(list) > 0 && list[0].At < s.At-int64((Kept+slack)/time.Second) || len(list) >= maxSamples {
		list = slices.Clone(since(list, s.At-int64(Kept/time.Second)))
	}
	t.queues[queue] = append(list, s)
	t.fresh = true
}

// Of are the samples of a queue of the last hours before now, in order of time. They are not to be changed.
func (t *Trends) Of(queue string, now time.Time) []Sample {
	t.mu.Lock()
	defer t.mu.Unlock()
	return since(t.queues[queue], now.Add(-Kept).Unix())
}

// since are those from a moment on.
func since(list []Sample, at int64) []Sample {
	i, _ := slices.BinarySearchFunc(list, at, func(s Sample, at int64) int { return cmp.Compare(s.At, at) })
	return list[i:]
}
