package presence

import (
	"time"

	"ringside/pbxclient"
	"ringside/presence/journal"
)

// book answers which number a colleague has and who is a favourite. No call of the API tells a user's
// extension, so it is pieced together; see extension for the order.
type book struct {
	store    *journal.Journal // nil: nothing is kept
	byHand   map[string]string
	learnt   map[string]string // user → number, from what they called with or were called at
	called   map[string]string // number → the one user it rang, "" once it rang another: a group
	favoured map[string]bool
	notes    map[string]string // user → what is noted about them
	awaited  map[string]bool   // whom the user waits to be told of; see tellFree
	history  int               // counts the changes of what is kept of calls
	missed   missed
	own      journal.Own // whatever it points to never changes
	until    *Until      // of own
}

func newBook(store *journal.Journal) (*book, error) {
	b := &book{
		store: store, byHand: map[string]string{}, learnt: map[string]string{}, called: map[string]string{}, favoured: map[string]bool{},
		notes: map[string]string{}, awaited: map[string]bool{}, missed: missed{seen: time.Now(), ended: map[string]time.Time{}},
	}
	if store == nil {
		return b, nil
	}
	kept, err := store.People()
	if err != nil {
		return b, err
	}
	for uuid, p := range kept {
		if p.Extension != "" {
			b.byHand[uuid] = p.Extension
		}
		if p.Learnt != "" {
			b.learnt[uuid], b.called[p.Learnt] = p.Learnt, uuid
		}
		if p.Favourite {
			b.favoured[uuid] = true
		}
		if p.Note != "" {
			b.notes[uuid] = p.Note
		}
		if p.TellWhenFree {
			b.awaited[uuid] = true
		}
	}
	return b, b.readOwn()
}

// describe puts what is kept of a user, their number apart, into a contact that is being made.
func (b *book) describe(c *Contact) {
	c.Favourite, c.Note, c.TellWhenFree = b.favoured[c.UUID], b.notes[c.UUID], b.awaited[c.UUID]
}

// described reports whether a contact says what is kept of the user, their number apart.
func (b *book) described(c *Contact) bool {
	return c.Favourite == b.favoured[c.UUID] && c.Note == b.notes[c.UUID] && c.TellWhenFree == b.awaited[c.UUID]
}

// extension is the first number there is: set by hand; learnt from events; a phone's user name or the user's,
// if it looks like an internal number; a number assigned to the user.
func (b *book) extension(c *Contact, phones map[string]*phone) string {
	if n := b.byHand[c.UUID]; n != "" {
		return n
	}
	if n := b.learnt[c.UUID]; n != "" {
		return n
	}
	for _, a := range c.Assigned {
		if p := phones[a.Phone]; a.Type == pbxclient.AssignedTypePhone && p != nil && internalNumber(p.username) {
			return p.username
		}
	}
	if internalNumber(c.Username) {
		return c.Username
	}
	for _, a := range c.Assigned {
		if a.Type == pbxclient.AssignedTypeNumber && a.Number != "" {
			return a.Number
		}
	}
	return ""
}

// internalNumber tells what looks like an extension: two to six digits.
func internalNumber(n string) bool {
	if len(n) < 2 || len(n) > 6 {
		return false
	}
	for _, r := range n {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// learnCaller takes the number a user called with.
func (b *book) learnCaller(user, number string) (changed bool) {
	return user != "" && internalNumber(number) && b.learn(user, number)
}

// learnCalled takes that dialling number rang this user and nobody else. A number that has rung different
// users is a group's and teaches nothing.
func (b *book) learnCalled(user, number string) (changed bool) {
	if user == "" || !internalNumber(number) {
		return false
	}
	before, known := b.called[number]
	switch {
	case !known:
		b.called[number] = user
	case before != user:
		b.called[number] = ""
		if b.learnt[before] == number {
			b.forget(before)
			return true
		}
		return false
	}
	if b.learnt[user] != "" {
		return false // what they call with is better evidence than what they are called at
	}
	return b.learn(user, number)
}

func (b *book) learn(user, number string) bool {
	if b.learnt[user] == number {
		return false
	}
	b.learnt[user] = number
	b.save(user)
	return true
}

func (b *book) forget(user string) {
	delete(b.learnt, user)
	b.save(user)
}

// keepCall writes a call down, in the same way.
func (b *book) keepCall(c journal.Call) {
	b.missed.hear(c)
	if b.store != nil {
		b.history++
		b.store.KeepCall(c)
	}
}

// unfinished are the calls that had not ended when the journal was last written.
func (b *book) unfinished() ([]journal.Call, error) {
	if b.store == nil {
		return nil, nil
	}
	return b.store.Unfinished()
}

// handover is what there is to take over from the engine before us, once.
func (b *book) handover() (handover, error) {
	if b.store == nil {
		return handover{}, nil
	}
	p, found, err := b.store.TakePosition()
	if err != nil || !found {
		return handover{}, err
	}
	return newHandover(p, time.Now()), nil
}

// keepPosition writes down where we stand, in the same way.
func (b *book) keepPosition(p journal.Position) {
	if b.store != nil {
		b.store.KeepPosition(p)
	}
}

// save writes what is known of a user behind the engine's back: the disk must not hold events up, and what
// cannot be written is learnt again.
func (b *book) save(user string) {
	if b.store != nil {
		b.store.KeepPerson(user, journal.Person{
			Extension: b.byHand[user], Learnt: b.learnt[user], Favourite: b.favoured[user], Note: b.notes[user], TellWhenFree: b.awaited[user],
		})
	}
}
