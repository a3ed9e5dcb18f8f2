package presence

import "iter"

const chunkSize = 256

// Row is what a Table is made of: a pointer to what never changes. What becomes of it is another one with its UUID.
type Row interface {
	comparable
	uuid() string
}

// Table is an immutable list of rows in the PBX's order. It is kept in chunks so that a change to one of 50,000 rows copies
// one chunk and not the table. A nil Table is empty.
type Table[T Row] struct {
	chunks [][]T
	index  *positions // shared by all tables with the same members
	// Version is what whoever makes the tables says of them; see Roster.
	Version int
}

// positions tells where a row stands, by UUID.
type positions map[string]int

// NewTable makes a table of rows, which belong to it from then on. Of several with one UUID the last counts, in the place of
// the first. version is Table.Version.
func NewTable[T Row](rows []T, version int) *Table[T] {
	index := make(positions, len(rows))
	kept := rows[:0]
	for _, row := range rows {
		if i, twice := index[row.uuid()]; twice {
			kept[i] = row
			continue
		}
		index[row.uuid()] = len(kept)
		kept = append(kept, row)
	}
	return newTable(kept, index, version)
}

// newTable is NewTable for rows of which is known where they stand.
func newTable[T Row](rows []T, index positions, version int) *Table[T] {
	t := &Table[T]{index: &index, Version: version}
	for len(rows) > 0 {
		n := min(chunkSize, len(rows))
		t.chunks = append(t.chunks, rows[:n:n])
		rows = rows[n:]
	}
	return t
}

// Len is the number of rows.
func (t *Table[T]) Len() int {
	if t == nil || len(t.chunks) == 0 {
		return 0
	}
	last := len(t.chunks) - 1
	return last*chunkSize + len(t.chunks[last])
}

// At returns the row at position i, 0 ≤ i < Len.
func (t *Table[T]) At(i int) T { return t.chunks[i/chunkSize][i%chunkSize] }

// Find returns the row with this UUID, nil if there is none.
func (t *Table[T]) Find(uuid string) (row T) {
	if i, ok := t.Position(uuid); ok {
		return t.At(i)
	}
	return row
}

// Position tells where the row with this UUID stands, if there is one.
func (t *Table[T]) Position(uuid string) (int, bool) {
	if t == nil {
		return 0, false
	}
	i, ok := (*t.index)[uuid]
	return i, ok
}

// All walks the rows in the PBX's order.
func (t *Table[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		if t == nil {
			return
		}
		for _, chunk := range t.chunks {
			for _, row := range chunk {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// Since returns the rows that differ from an older table, and the UUIDs that are gone. It costs as much as what changed when
// the members are the same, and one walk when they are not.
func (t *Table[T]) Since(old *Table[T]) (changed []T, removed []string) {
	if t == old {
		return nil, nil
	}
	if t != nil && old != nil && t.index == old.index { // the same members in the same places
		for k, chunk := range t.chunks {
			if &chunk[0] == &old.chunks[k][0] {
				continue
			}
			for i, row := range chunk {
				if row != old.chunks[k][i] {
					changed = append(changed, row)
				}
			}
		}
		return changed, nil
	}
	for row := range t.All() {
		if old.Find(row.uuid()) != row {
			changed = append(changed, row)
		}
	}
	for row := range old.All() {
		if _, still := t.Position(row.uuid()); !still {
			removed = append(removed, row.uuid())
		}
	}
	return changed, removed
}

// With returns a table with these rows instead of those that have their UUIDs, and after the others where it has none yet, and
// without those removed. version is Table.Version of the new one. It costs what changed, unless rows come or go.
func (t *Table[T]) With(changed []T, removed []string, version int) *Table[T] {
	if len(changed)+len(removed) == 0 {
		return t
	}
	d := newDraft(t)
	var fresh []T
	for _, row := range changed {
		if i, known := t.Position(row.uuid()); known {
			d.set(i, row)
		} else {
			fresh = append(fresh, row)
		}
	}
	gone := make(map[string]bool, len(removed))
	for _, uuid := range removed {
		if _, known := t.Position(uuid); known {
			gone[uuid] = true
		}
	}
	if len(fresh)+len(gone) == 0 {
		return d.publish(version)
	}
	all := make([]T, 0, d.Len()+len(fresh))
	for row := range d.All() {
		if !gone[row.uuid()] {
			all = append(all, row)
		}
	}
	return NewTable(append(all, fresh...), version)
}
