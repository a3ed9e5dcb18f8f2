package journal

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func ids(list []Call) string {
	var all []string
	for _, c := range list {
		all = append(all, c.ID)
	}
	return strings.Join(all, " ")
}

// five keeps the calls 1 to 5, a minute from one to the next; the odd ones were missed.
func five(j *Journal) {
	for i, id := range strings.Fields("1 2 3 4 5") {
		outcome := "answered"
		if i%2 == 0 {
			outcome = "missed"
		}
		j.KeepCall(Call{ID: id, Began: atMinute(i), Outcome: outcome})
	}
}

func TestFind_PagesThroughTheCallsThatAreWanted(t *testing.T) {
	j := opened(t, file(t))
	defer closed(t, j)
	five(j)
	missed := func(c *Call) bool { return c.Outcome == "missed" }
	page, err := j.Find(t.Context(), "", 2, missed)
	if err != nil || ids(page) != "5 3" {
		t.Fatalf("found %q, %v", ids(page), err)
	}
	if page, err = j.Find(t.Context(), page[1].Key, 2, missed); err != nil || ids(page) != "1" {
		t.Errorf("and then %q, %v", ids(page), err)
	}
	if page, err = j.Find(t.Context(), page[0].Key, 2, nil); err != nil || len(page) > 0 {
		t.Errorf("and at last %q, %v", ids(page), err)
	}
}

func TestFind_FindsWhatWasKeptAMomentBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := opened(t, file(t))
		defer closed(t, j)
		for i := range 50 {
			c := Call{ID: "1", Began: atMinute(i * 24 * 60)}
			j.KeepCall(c)
			if page, err := j.Find(t.Context(), "", 1, nil); err != nil || len(page) != 1 || !page[0].Began.Equal(c.Began) {
				t.Fatalf("found %+v, %v", page, err)
			}
		}
	})
}

func TestFind_SaysWhatIsNoCallAndWhenItIsGivenUp(t *testing.T) {
	j := opened(t, file(t))
	defer closed(t, j)
	five(j)
	if _, err := j.Find(t.Context(), "no key", 1, nil); !errors.Is(err, ErrNoCall) {
		t.Errorf("no key: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := j.Find(ctx, "", 5, func(*Call) bool { cancel(); return true })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

func TestSince_HasTheCallsThatBeganThenOrLater(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	five(j)
	j = reopened(t, j, path)
	defer closed(t, j)
	if list, err := j.Since(atMinute(2)); err != nil || ids(list) != "5 4 3" {
		t.Errorf("since then %q, %v", ids(list), err)
	}
}

func TestSetCallNote_StaysWithTheCallWhateverIsKeptOfItAfter(t *testing.T) {
	for name, call := range map[string]Call{
		"that goes on": {ID: "1.1", Began: atMinute(0)},
		"unnamed":      {Number: "203", Began: atMinute(0), Outcome: "busy"},
		"seen by nobody to end": {
			ID: "1.1", Began: atMinute(0), Outcome: Away,
		},
	} {
		path := file(t)
		j := opened(t, path)
		j.KeepCall(call)
		key := callsOf(t, j)[0].Key
		if err := j.SetCallNote(t.Context(), key, "call back"); err != nil {
			t.Fatal(name, err)
		}
		call.Answered, call.Outcome = atMinute(1), "answered"
		j.KeepCall(call)
		j = reopened(t, j, path)
		if list := callsOf(t, j); len(list) != 1 || list[0].Note != "call back" || list[0].Outcome != "answered" || list[0].Key != key {
			t.Errorf("%s: %+v", name, list)
		}
		if err := j.SetCallNote(t.Context(), key, ""); err != nil || callsOf(t, j)[0].Note != "" {
			t.Errorf("%s: the note stays: %v", name, err)
		}
		closed(t, j)
	}
}

func TestSetCallNote_KnowsNoOtherCalls(t *testing.T) {
	j := opened(t, file(t))
	defer closed(t, j)
	for _, key := range []string{"", "xyz", "00ff"} {
		if err := j.SetCallNote(t.Context(), key, "x"); !errors.Is(err, ErrNoCall) {
			t.Errorf("%q: %v", key, err)
		}
	}
}

func TestOwn_IsKeptAsAWhole(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	if got, err := j.Own(); err != nil || !cmp.Equal(got, Own{}) {
		t.Errorf("at first %+v, %v", got, err)
	}
	want := Own{
		Seen: monday, ForwardedTo: []string{"203", "+31201234567"},
		DND: &SetBack[bool]{At: monday.Add(time.Hour), Set: true}, CallForward: &SetBack[string]{At: monday, Set: "203", To: "204"},
	}
	j.KeepOwn(Own{Seen: monday.Add(time.Hour)})
	j.KeepOwn(want)
	j = reopened(t, j, path)
	defer closed(t, j)
	if got, err := j.Own(); err != nil || !cmp.Equal(got, want) {
		t.Errorf("kept %+v, %v", got, err)
	}
}

func TestWriteCSV_EndsWithTheFirstErrorAmongTheCalls(t *testing.T) {
	broken := errors.New("no more of them")
	var out strings.Builder
	err := WriteCSV(&out, func(yield func(Call, error) bool) {
		_ = yield(Call{Began: monday, Note: "=1+1"}, nil) && yield(Call{}, broken) && yield(Call{}, nil)
	})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
}
