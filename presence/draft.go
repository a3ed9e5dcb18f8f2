package presence

import "slices"

// draft is a table while it is being changed. What has been published is never touched: the table of chunks is copied at
// the first change after that, and a chunk at the first change in it, so that a batch of events costs no more than its
// changes do.
type draft[T Row] struct {
	*Table[T]
	published bool
	edition   int   // counts the tables
	copied    []int // per chunk, the edition it was copied for
}

func newDraft[T Row](t *Table[T]) *draft[T] {
	if t == nil {
		t = NewTable[T](nil, 0)
	}
	return &draft[T]{Table: t, published: true, copied: make([]int, len(t.chunks))}
}

// set puts a row in place of the one at position i, 0 ≤ i < Len.
func (d *draft[T]) set(i int, row T) {
	if d.published {
		d.Table = &Table[T]{chunks: slices.Clone(d.chunks), index: d.index, Version: d.Version}
		d.published = false
		d.edition++
	}
	k := i / chunkSize
	if d.copied[k] != d.edition {
		d.chunks[k] = slices.Clone(d.chunks[k])
		d.copied[k] = d.edition
	}
	d.chunks[k][i%chunkSize] = row
}

// publish returns the table as it is now. version is Table.Version, if anything changed.
func (d *draft[T]) publish(version int) *Table[T] {
	if !d.published {
		d.Version, d.published = version, true
	}
	return d.Table
}

// refill puts rows in the places of those they differ from, so that a list that brought nothing new changes nothing. It does so,
// and reports true, only if the members are the same.
func (d *draft[T]) refill(rows []T, put func(i int, row T)) bool {
	same := len(rows) == d.Len()
	for i := 0; same && i < len(rows); i++ {
		same = d.At(i).uuid() == rows[i].uuid()
	}
	for i := 0; same && i < len(rows); i++ {
		if rows[i] != d.At(i) {
			put(i, rows[i])
		}
	}
	return same
}
