package presence

import (
	"testing"

	"ringside/pbxclient"
)

func TestCursor_TellsAGapFromTheNextEvent(t *testing.T) {
	for name, c := range map[string]struct {
		batches [][]int64
		gaps    []bool
		last    int64
	}{
		"in order":                     {[][]int64{{7, 8}, {}, {9}, {10, 11}}, []bool{false, false, false, false}, 11},
		"restart":                      {[][]int64{{7}, {}, {0, 1}}, []bool{false, false, true}, 1},
		"overflow":                     {[][]int64{{7}, {}, {9}}, []bool{false, false, true}, 9},
		"hole within a batch":          {[][]int64{{7}, {}, {8, 10}}, []bool{false, false, true}, 10},
		"goes on after a gap":          {[][]int64{{7}, {}, {0}, {1}}, []bool{false, false, true, false}, 1},
		"first of all is 0":            {[][]int64{{}, {0}}, []bool{false, false}, 0},
		"first of all is 1":            {[][]int64{{}, {1}}, []bool{false, true}, 1},
		"empty at first and then late": {[][]int64{{}, {2}}, []bool{false, true}, 2},
		"history may begin anywhere":   {[][]int64{{500, 501}, {}}, []bool{false, false}, 501},
		"the same again":               {[][]int64{{7}, {}, {7}}, []bool{false, false, true}, 7},
	} {
		var cur cursor
		for i, batch := range c.batches {
			var events []pbxclient.Event
			for _, seq := range batch {
				events = append(events, pbxclient.Event{Seq: seq})
			}
			if _, got := cur.take(events, false); got != c.gaps[i] {
				t.Errorf("%s: batch %d: gap %v, want %v", name, i, got, c.gaps[i])
			}
		}
		q, _ := cur.query()
		if last, set := q.Last.Get(); !set || last != c.last {
			t.Errorf("%s: asks for what comes after %d (%v), want %d", name, last, set, c.last)
		}
		if !cur.drained {
			t.Errorf("%s: an empty batch ends the history", name)
		}
	}
}

func TestCursor_AsksForEverythingWhileItKnowsNothing(t *testing.T) {
	var cur cursor
	cur.take(nil, false)
	q, _ := cur.query()
	if _, set := q.Last.Get(); set {
		t.Error("it asks for what comes after an event that it has not seen")
	}
}
