package pace

import (
	"testing"
	"time"
)

func TestBackoff_StaysWithinItsBounds(t *testing.T) {
	longest := map[int]time.Duration{}
	for range 500 {
		var b Backoff
		now := time.Now()
		for i := range 12 {
			wait := b.Next(now, 0, 0)
			span := min(First<<i, Longest)
			if wait <= 0 || wait > span+50*time.Millisecond {
				t.Fatalf("failure %d: %v, at most %v", i, wait, span)
			}
			longest[i] = max(longest[i], wait)
			now = now.Add(wait)
		}
	}
	if longest[0] < First/2 || longest[11] < Longest/2 {
		t.Errorf("the spans are not used: %v and %v", longest[0], longest[11])
	}
}

func TestBackoff_BeginsAnewAfterHealthyMinutes(t *testing.T) {
	var b Backoff
	now := time.Now()
	for range 10 {
		b.Next(now, 0, 0)
	}
	if wait := b.Next(now.Add(HealthyAfter+time.Second), 0, 0); wait > First+50*time.Millisecond {
		t.Errorf("%v after healthy minutes", wait)
	}
	if wait := b.Next(now, 90*time.Second, 0); wait < 90*time.Second || wait > 92*time.Second {
		t.Errorf("%v although the PBX asked for 90 s", wait)
	}
}
