package journal

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

func taken(t *testing.T, j *Journal) (Position, bool) {
	t.Helper()
	p, found, err := j.TakePosition()
	if err != nil {
		t.Fatal(err)
	}
	return p, found
}

func TestPosition_IsTakenOnce(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	if p, found := taken(t, j); found {
		t.Errorf("a new journal holds %+v", p)
	}
	stamp := time.Date(2026, 3, 9, 10, 0, 0, 123456000, time.FixedZone("", 3600))
	j.KeepPosition(Position{Seq: 1})
	want := Position{
		Seq: 42, Stamp: stamp, Left: stamp.Add(time.Minute), New: map[string]int{"box": 3}, Urgent: map[string]int{"box": 0},
		HungUp: []string{"1764000000.7"}, Ring: Ring{Phone: "phone", Since: stamp, Told: true},
	}
	j.KeepPosition(want)
	closed(t, j)

	j = opened(t, path)
	got, found := taken(t, j)
	if diff := cmp.Diff(want, got); !found || diff != "" {
		t.Errorf("found %v (-want +got):\n%s", found, diff)
	}
	if p, found := taken(t, j); found {
		t.Errorf("and once more %+v", p)
	}
	closed(t, j)

	j = opened(t, path)
	defer closed(t, j)
	if p, found := taken(t, j); found {
		t.Errorf("after reopening %+v", p)
	}
}

func TestPosition_OneThatMakesNoSenseIsNone(t *testing.T) {
	path := file(t)
	for _, value := range []string{"", "}", `"somewhere"`, `{"seq":"7"}`, `{"seq":7,"stamp":"yesterday"}`, "\x00\xff"} {
		j := opened(t, path)
		j.KeepPerson("a", Person{Favourite: true})
		err := j.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(positionBucket).Put(newestPosition, []byte(value)) })
		if err != nil {
			t.Fatal(err)
		}
		closed(t, j)
		j = opened(t, path)
		if p, found := taken(t, j); found {
			t.Errorf("%q is taken for %+v", value, p)
		}
		if len(kept(t, j)) != 1 {
			t.Errorf("%q has cost what else was kept", value)
		}
		closed(t, j)
	}
}

func TestPosition_AJournalOfBeforeHasNone(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	j.KeepPerson("a", Person{Favourite: true})
	if err := j.db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket(positionBucket) }); err != nil {
		t.Fatal(err)
	}
	closed(t, j)
	j = opened(t, path)
	defer closed(t, j)
	if p, found := taken(t, j); found || len(kept(t, j)) != 1 {
		t.Errorf("found %v: %+v", found, p)
	}
}
