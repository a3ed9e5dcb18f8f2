package presence

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func people(n int) []*Contact {
	list := make([]*Contact, n)
	for i := range list {
		list[i] = &Contact{UUID: fmt.Sprint("u", i), Username: fmt.Sprint("user", i)}
	}
	return list
}

func TestTable_KeepsThePBXsOrder(t *testing.T) {
	for _, n := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize} {
		list := people(n)
		r := NewRoster(slices.Clone(list), 1)
		if r.Len() != n || !slices.Equal(slices.Collect(r.All()), list) {
			t.Errorf("%d contacts: %d in the roster", n, r.Len())
		}
		for i, c := range list {
			if r.At(i) != c || r.Find(c.UUID) != c {
				t.Fatalf("%d contacts: contact %d is lost", n, i)
			}
		}
		if r.Find("nobody") != nil {
			t.Errorf("%d contacts: found nobody", n)
		}
	}
	for range NewRoster(people(3*chunkSize), 1).All() {
		break // a walk may end early
	}
}

func TestTable_NilIsEmpty(t *testing.T) {
	var r *Roster
	changed, removed := r.Since(nil)
	if r.Len() != 0 || r.Find("u1") != nil || len(slices.Collect(r.All())) != 0 || changed != nil || removed != nil {
		t.Error("a nil roster holds something")
	}
	full := NewRoster(people(3), 1)
	if changed, removed = full.Since(nil); len(changed) != 3 || len(removed) != 0 {
		t.Errorf("since nothing: %d changed, %d removed", len(changed), len(removed))
	}
	if changed, removed = r.Since(full); len(changed) != 0 || len(removed) != 3 {
		t.Errorf("all gone: %d changed, %d removed", len(changed), len(removed))
	}
	if with := r.With(people(2), []string{"nobody"}, 1); with.Len() != 2 || r.With(nil, nil, 1) != nil {
		t.Errorf("%d contacts beside nobody", with.Len())
	}
}

func TestTable_OfSeveralWithOneUUIDTheLastCountsInThePlaceOfTheFirst(t *testing.T) {
	list := people(3)
	again, fresh, last := &Contact{UUID: "u1"}, &Contact{UUID: "new"}, &Contact{UUID: "new"}
	for how, r := range map[string]*Roster{
		"made": NewRoster(append(slices.Clone(list), fresh, again, last), 1),
		"with": NewRoster(slices.Clone(list), 1).With([]*Contact{fresh, list[1], again, last}, nil, 2),
	} {
		if got := slices.Collect(r.All()); !slices.Equal(got, []*Contact{list[0], again, list[2], last}) || r.Find("new") != last || r.Find("u1") != again {
			t.Errorf("%s: %v", how, got)
		}
	}
}

func TestTable_AChangeLeavesTheOldOneAlone(t *testing.T) {
	old := NewRoster(people(3*chunkSize), 1)
	was := slices.Collect(old.All())
	at := []int{0, chunkSize - 1, chunkSize, 2*chunkSize + 7}
	d := newDraft(old)
	for _, i := range at {
		c := *old.At(i)
		c.Presence = Ringing
		d.set(i, &c)
	}
	next := d.publish(1)
	if !slices.Equal(slices.Collect(old.All()), was) {
		t.Fatal("the old roster changed")
	}
	changed, removed := next.Since(old)
	if len(removed) != 0 || len(changed) != len(at) {
		t.Errorf("%d changed, %d removed", len(changed), len(removed))
	}
	for _, c := range changed {
		if next.Find(c.UUID) != c || c.Presence != Ringing {
			t.Errorf("%s is not the new one", c.UUID)
		}
	}
	if back, _ := old.Since(next); len(back) != len(at) {
		t.Errorf("backwards: %d changed", len(back))
	}
	was = slices.Collect(next.All())
	d.set(5, &Contact{UUID: "u5"})
	d.set(0, &Contact{UUID: "u0"})
	if !slices.Equal(slices.Collect(next.All()), was) {
		t.Error("a second change shows in what the first one published")
	}
	if again := d.publish(2); again == next || again.Find("u5") == next.Find("u5") || again.At(chunkSize) != next.At(chunkSize) {
		t.Error("a second change is lost, or lost the first")
	}
	if d.publish(3) != d.publish(4) || d.Version != 2 {
		t.Error("nothing changed, and yet it is another roster")
	}
}

func TestTable_SinceOneWithOtherMembers(t *testing.T) {
	list := people(chunkSize + 10)
	old := NewRoster(slices.Clone(list), 1)
	renamed := *list[7]
	renamed.FullName = "New Name"
	next := slices.Clone(list)
	next[7] = &renamed
	next = slices.Delete(next, 20, 22)
	next = append(next, &Contact{UUID: "new"})
	changed, removed := NewRoster(next, 2).Since(old)
	var uuids []string
	for _, c := range changed {
		uuids = append(uuids, c.UUID)
	}
	if diff := cmp.Diff([]string{"u7", "new"}, uuids); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"u20", "u21"}, removed); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
}
