package presence

import (
	"slices"
	"time"

	"ringside/pbxclient"
)

const (
	// endedFor is how long an ended call stays in the picture, for its card and for slow readers.
	endedFor = 30 * time.Second
	// hiddenFor is how long a call that the PBX will not tell of is known again should an event tell of it.
	hiddenFor = time.Hour
	// longestRing is for how long phones ring at most, for people or for a mailbox to listen after it. A call that rang a number of the
	// user's outside, and went on for longer, was talked in there: the PBX does not tell of an answer outside.
	longestRing = 5 * time.Minute
	// maxCalls bounds the stories kept; a PBX with more calls at once is none we know.
	maxCalls = 20000
)

// story is a call while it is being told.
type story struct {
	Call
	rangMe      bool              // an internal dial reached one of mine
	talked      bool              // the user has talked in it, whatever became of it after
	hungUp      bool              // the user ended it, and need not be told that they missed it
	placed      bool              // the user placed it with Ringside
	rang        map[string]bool   // users that were dialled
	rangOutside bool              // a number outside was dialled for somebody else
	mineOutside bool              // or one for the user
	dialledAt   time.Time         // when anybody was dialled last
	legs        map[string]string // the phone of each leg that was dialled, by the PBX's identifier
	dialled     string            // the number as it was sent, for a placed call
	region      string            // that the number was read in
	ownPhone    string            // the own phone a placed call runs on, "" if unknown
	ownInUse    bool              // that phone has been seen in use since
	events      bool              // call events tell of it; otherwise the phones have to
	heard       int               // how many events have told of it
	hiddenAt    time.Time         // since when the PBX will not tell of it, so that it is not shown; zero otherwise
	endUnseen   bool              // it ended while we were not told of it
	changed     bool              // since it was last written down
	published   *Call
}

// calls keeps the stories of the calls that run and of those that ended a moment ago.
type calls struct {
	byID    map[string]*story
	open    []*story  // in order of beginning, ended ones until they are swept
	placed  []*story  // those the user placed with Ringside; see placedHere
	changed []*story  // since they were last written down
	due     time.Time // when the next one may have to be swept, zero if none
	lastKey uint64
	view    []*Call // what list returned last, nil when something changed
}

func newCalls() *calls { return &calls{byID: map[string]*story{}} }

// add begins a story. id may be "" for a call the PBX has not named yet.
func (c *calls) add(id string, began time.Time) *story {
	if len(c.open) >= maxCalls {
		c.drop(c.open[0])
	}
	c.lastKey++
	st := &story{Call: Call{Key: c.lastKey, UniqueID: id, Began: began, State: CallIncoming}, rang: map[string]bool{}, legs: map[string]string{}}
	c.open = append(c.open, st)
	if id != "" {
		c.byID[id] = st
	}
	c.touch(st)
	return st
}

// name gives a story the PBX's identifier.
func (c *calls) name(st *story, id string) {
	st.UniqueID = id
	c.byID[id] = st
	c.touch(st)
}

// unclaim gives the events that a placed call took for its own to the call whose they are: the user placed another one
// by hand at that moment.
func (c *calls) unclaim(st *story) {
	other := *st
	c.lastKey++
	other.Key, other.placed, other.ownPhone, other.changed = c.lastKey, false, "", false
	c.open = append(c.open, &other)
	c.name(&other, st.UniqueID)
	st.Call = Call{
		Key: st.Key, State: CallRinging, Direction: st.Direction, Role: Caller, Stage: YourPhoneRings,
		Number: st.dialled, Called: st.dialled, Began: st.Began,
	}
	st.events, st.heard, st.rang, st.legs, st.rangOutside = false, 0, map[string]bool{}, map[string]string{}, false
	c.touch(st)
}

func (c *calls) drop(st *story) {
	c.open = slices.DeleteFunc(c.open, func(o *story) bool { return o == st })
	c.placed = slices.DeleteFunc(c.placed, func(o *story) bool { return o == st })
	if c.byID[st.UniqueID] == st {
		delete(c.byID, st.UniqueID)
	}
	c.view = nil
}

// hide takes a call out of the picture without knowing how it goes on.
func (c *calls) hide(st *story, at time.Time) {
	st.hiddenAt = at
	c.sweepAt(at.Add(hiddenFor))
	c.touch(st)
}

// place notes that the user placed a call with Ringside.
func (c *calls) place(st *story) {
	st.placed = true
	c.placed = append(c.placed, st)
}

// placedHere are the running calls that the user placed with Ringside: none or a few, where an office has thousands.
func (c *calls) placedHere() []*story {
	c.placed = slices.DeleteFunc(c.placed, func(st *story) bool { return !st.Running() })
	return c.placed
}

// touch notes that a story changed.
func (c *calls) touch(st *story) {
	st.published = nil
	c.view = nil
	if !st.changed {
		st.changed = true
		c.changed = append(c.changed, st)
	}
}

func (c *calls) sweepAt(t time.Time) {
	if c.due.IsZero() || t.Before(c.due) {
		c.due = t
	}
}

// sweep forgets the calls that ended long enough ago and says when the next one is due, zero if none is.
func (c *calls) sweep(now time.Time) time.Time {
	if c.due.IsZero() || now.Before(c.due) {
		return c.due
	}
	c.due = time.Time{}
	for _, st := range slices.Clone(c.open) {
		due := st.EndedAt.Add(endedFor)
		switch {
		case !st.hiddenAt.IsZero():
			due = st.hiddenAt.Add(hiddenFor)
		case st.Running():
			continue
		}
		if !due.After(now) {
			if st.Running() {
				st.endUnseen = true
				c.end(st, now, Expired)
			}
			c.drop(st)
		} else {
			c.sweepAt(due)
		}
	}
	return c.due
}

// holding is the running call that has a leg, or is named, by the PBX's identifier; nil if none is.
func (c *calls) holding(id string) *story {
	if id == "" {
		return nil
	}
	if st := c.byID[id]; st != nil && st.Running() {
		return st
	}
	for _, st := range slices.Backward(c.open) {
		if _, has := st.legs[id]; has && st.Running() {
			return st
		}
	}
	return nil
}

// phoneOfLeg is the phone that was dialled as a leg of any call, "" for none.
func (c *calls) phoneOfLeg(id string) string {
	for _, st := range slices.Backward(c.open) {
		if phone := st.legs[id]; phone != "" {
			return phone
		}
	}
	return ""
}

// list returns the calls for a snapshot. Calls that did not change keep their identity.
func (c *calls) list() []*Call {
	if c.view == nil {
		c.view = make([]*Call, 0, len(c.open))
		for _, st := range c.open {
			if !st.hiddenAt.IsZero() {
				continue
			}
			if st.published == nil {
				copied := st.Call
				st.published = &copied
			}
			c.view = append(c.view, st.published)
		}
	}
	return c.view
}

// doubtful lists the identifiers of the calls that have not ended as far as we know: the user's, and of the others the newest
// ones up to most. Those beyond it are hidden until an event tells of them, since asking a large PBX after each of its
// calls would cost it more than they are worth to anybody here.
func (c *calls) doubtful(most int, at time.Time) []string {
	var ids []string
	others := 0
	for _, st := range slices.Backward(c.open) {
		if !st.Running() || st.UniqueID == "" || !st.hiddenAt.IsZero() {
			continue
		}
		if !st.Mine() {
			if others++; others > most {
				c.hide(st, at)
				continue
			}
		}
		ids = append(ids, st.UniqueID)
	}
	return ids
}

// end closes a story; the outcome follows from how it went unless one is given.
func (c *calls) end(st *story, at time.Time, outcome Outcome) {
	if !st.Running() {
		return
	}
	if outcome == "" {
		outcome = st.outcome(at)
	}
	st.State, st.Outcome, st.EndedAt = CallEnded, outcome, at
	c.sweepAt(at.Add(endedFor))
	c.touch(st)
}

// outcome judges a call that was hung up at a time.
func (st *story) outcome(at time.Time) Outcome {
	answered := !st.AnsweredAt.IsZero()
	switch {
	case st.talked:
		return Answered
	case st.Role == Callee && answered:
		return Elsewhere
	case answered:
		return Answered
	case st.mineOutside && at.Sub(st.dialledAt) > longestRing:
		return Untold
	case st.Role != Caller && st.Direction != Outbound:
		return Missed
	case st.Stage == YourPhoneRings, st.ringsInside():
		return NoAnswer
	}
	return Untold
}

// ringsInside reports whether a call that goes out is one to colleagues, at phones of the PBX alone: it tells of answers at no others.
func (st *story) ringsInside() bool {
	return !st.rangOutside && (st.Direction == Internal || st.Stage >= TheyRing || len(st.Phones) > 0)
}

// followPhone tells the stories that no event tells of: a call placed from a phone is over when that phone,
// having been in use, falls silent. own says that it is one of the user's phones.
func (c *calls) followPhone(uuid string, code pbxclient.Opt[int], own bool, at time.Time) {
	value, known := code.Get()
	if !known {
		return
	}
	for _, st := range c.placedHere() {
		if st.ownPhone != uuid && (st.ownPhone != "" || !own) {
			continue
		}
		switch p := OfCode(value); {
		case p == OnCall || p == OnHold: // the first own phone in use is the one, where none was certain
			st.ownPhone, st.ownInUse = uuid, true
		case st.ownInUse && !st.events && st.Stage > YourPhoneRings && (p == Available || p == Unavailable):
			c.end(st, at, "")
		}
	}
}
