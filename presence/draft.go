package presence

import "slices"

// draft is a roster while it is being changed. What has been published is never touched: the table of chunks is copied at
// the first change after that, and a chunk at the first change in it, so that a batch of events costs no more than its
// changes do.
type draft struct {
	*Roster
	published bool
	edition   int   // counts the tables
	copied    []int // per chunk, the edition it was copied for
}

func newDraft(r *Roster) *draft {
	return &draft{Roster: r, published: true, copied: make([]int, len(r.chunks))}
}

// set puts a contact in place of the one at position i, 0 ≤ i < Len.
func (d *draft) set(i int, c *Contact) {
	if d.published {
		d.Roster = &Roster{chunks: slices.Clone(d.chunks), index: d.index, Version: d.Version}
		d.published = false
		d.edition++
	}
	k := i / chunkSize
	if d.copied[k] != d.edition {
		d.chunks[k] = slices.Clone(d.chunks[k])
		d.copied[k] = d.edition
	}
	d.chunks[k][i%chunkSize] = c
}

// publish returns the roster as it is now. version is Roster.Version, if anything changed.
func (d *draft) publish(version int) *Roster {
	if !d.published {
		d.Version, d.published = version, true
	}
	return d.Roster
}
