package journal

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var monday = time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)

// withoutKey compares calls as they were before the journal had them.
var withoutKey = cmpopts.IgnoreFields(Call{}, "Key")

func atMinute(n int) time.Time { return monday.Add(time.Duration(n) * time.Minute) }

func callsOf(t *testing.T, j *Journal) []Call {
	t.Helper()
	list, err := j.Calls(Call{}, MaxCalls+1)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// reopened closes a journal, so that all is written, and opens it again.
func reopened(t *testing.T, j *Journal, path string) *Journal {
	t.Helper()
	closed(t, j)
	return opened(t, path)
}

func TestCalls_AreKeptNewestFirstAndOnceEach(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	ringing := Call{ID: "1.1", Began: atMinute(0), Direction: "in", Number: "0612345678", Name: "J. Jansen"}
	j.KeepCall(ringing)
	j.KeepCall(Call{Began: atMinute(2), Placed: true, Number: "+31201234567", Outcome: "busy"}) // has no identifier
	j = reopened(t, j, path)
	talking := ringing
	talking.Answered = atMinute(1)
	j.KeepCall(talking)
	j = reopened(t, j, path)
	if open, err := j.Unfinished(); err != nil || len(open) != 1 || open[0].ID != "1.1" || open[0].Answered.IsZero() {
		t.Errorf("unfinished: %+v, %v", open, err)
	}
	over := talking
	over.Began = over.Began.Add(3 * time.Second) // as another start of the program heard of it
	over.Ended, over.Outcome = atMinute(5), "answered"
	j.KeepCall(over)
	j = reopened(t, j, path)
	defer closed(t, j)
	list := callsOf(t, j)
	over.Began = ringing.Began
	if len(list) != 2 || list[0].Outcome != "busy" || !cmp.Equal(list[1], over, withoutKey) {
		t.Errorf("kept %+v", list)
	}
	if got := list[1].Duration(); got != 4*time.Minute || list[0].Duration() != 0 {
		t.Errorf("they talked %v", got)
	}
	if open, err := j.Unfinished(); err != nil || len(open) != 0 {
		t.Errorf("unfinished: %+v, %v", open, err)
	}
}

func TestCalls_OneThatEndedIsNotChangedAnyMore(t *testing.T) {
	for kept, want := range map[string]string{"missed": "missed", Away: "answered"} { // nobody had seen how that one ended
		path := file(t)
		j := opened(t, path)
		j.KeepCall(Call{ID: "1.1", Began: atMinute(0), Outcome: kept})
		j = reopened(t, j, path)
		for _, outcome := range []string{"", "answered"} { // heard of again at the next start
			j.KeepCall(Call{ID: "1.1", Began: atMinute(0), Outcome: outcome})
			j = reopened(t, j, path)
		}
		if list := callsOf(t, j); len(list) != 1 || list[0].Outcome != want {
			t.Errorf("%s became %+v, want %s", kept, list, want)
		}
		closed(t, j)
	}
}

func TestCalls_AnIdentifierUsedAgainOnAnotherDayIsAnotherCall(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	for day := range 3 {
		j.KeepCall(Call{ID: "1.1", Began: monday.AddDate(0, 0, 2*day), Outcome: "missed"})
		j = reopened(t, j, path)
	}
	defer closed(t, j)
	if n := len(callsOf(t, j)); n != 3 {
		t.Errorf("%d calls", n)
	}
}

func TestCalls_TheOldestGoFirst(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	batch := nothingWaiting()
	now := time.Now().Round(0)
	for i := range MaxCalls + 50 {
		c := Call{ID: fmt.Sprint("1.", i), Began: now.Add(time.Duration(i-MaxCalls-50) * time.Second), Outcome: "answered"}
		batch.calls[string(c.key())] = c
	}
	if err := j.put(batch); err != nil {
		t.Fatal(err)
	}
	ancient := Call{ID: "0", Began: now.Add(-MaxCallAge - time.Hour)}
	j.KeepCall(ancient)
	newest := Call{ID: "2", Began: now, Outcome: "missed"}
	j.KeepCall(newest)
	j = reopened(t, j, path)
	defer closed(t, j)
	list := callsOf(t, j)
	if len(list) != MaxCalls || list[0].ID != "2" || list[len(list)-1].ID != "1.51" || j.count != MaxCalls {
		t.Errorf("%d calls (%d counted), from %s to %s", len(list), j.count, list[0].ID, list[len(list)-1].ID)
	}
	if open, err := j.Unfinished(); err != nil || len(open) != 0 {
		t.Errorf("unfinished: %+v, %v", open, err)
	}
}

func TestCalls_ArePagedWithoutLosingThoseOfTheSameInstant(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	for i := range 25 {
		j.KeepCall(Call{ID: fmt.Sprint("1.", i), Began: atMinute(i / 10), Outcome: "missed"})
	}
	j = reopened(t, j, path)
	defer closed(t, j)
	seen := map[string]bool{}
	var last Call
	for range 9 {
		page, err := j.Calls(last, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page {
			if seen[c.ID] || !last.Began.IsZero() && c.Began.After(last.Began) {
				t.Errorf("%s is out of place", c.ID)
			}
			seen[c.ID], last = true, c
		}
	}
	if len(seen) != 25 {
		t.Errorf("%d of 25 calls", len(seen))
	}
}

func TestExportCalls_IsReadableAndHarmless(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	j.KeepCall(Call{ID: "1", Began: atMinute(0), Answered: atMinute(1), Ended: atMinute(3), Direction: "in", Number: "+31612345678", Name: `=HYPERLINK("http://x","y")`, Outcome: "answered"})
	j.KeepCall(Call{ID: "2", Began: atMinute(5), Placed: true, Number: "203", Name: "Jansen, \"J\"\nand more", Outcome: Away})
	j = reopened(t, j, path)
	defer closed(t, j)
	var out bytes.Buffer
	if err := j.ExportCalls(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	want := [][]string{
		{"2026-05-04T09:05:00Z", "", "", "0", "true", "", "203", "", "Jansen, \"J\"\nand more", "", "", "away", ""},
		{"2026-05-04T09:00:00Z", "2026-05-04T09:01:00Z", "2026-05-04T09:03:00Z", "120", "false", "in", "+31612345678", "", `'=HYPERLINK("http://x","y")`, "", "", "answered", ""},
	}
	if diff := cmp.Diff(want, rows[1:]); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if !slices.Contains(rows[0], "outcome") {
		t.Errorf("headings %q", rows[0])
	}
}
