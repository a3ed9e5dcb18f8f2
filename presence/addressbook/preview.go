package addressbook

import (
	"crypto/rand"
	"slices"

	"ringside/presence/folded"
)

// Change is what becomes of an entry.
type Change struct {
	Before *Entry `json:"before"`
	After  *Entry `json:"after"`
}

// Preview is what taking in a file would do. Nothing is kept before [Store.Apply].
type Preview struct {
	Format  Format
	New     []*Entry
	Changed []Change
	Same    int // records that say nothing new
	Skipped []Skip

	region string // of the keys of its numbers
}

// Outline is what is shown of a preview: the counts, and the first of each.
type Outline struct {
	ID           string   `json:"id"` // for whoever keeps the preview
	Format       Format   `json:"format"`
	NewCount     int      `json:"new_count"`
	ChangedCount int      `json:"changed_count"`
	Same         int      `json:"same"`
	SkippedCount int      `json:"skipped_count"`
	New          []*Entry `json:"new,omitempty"`
	Changed      []Change `json:"changed,omitempty"`
	Skipped      []Skip   `json:"skipped,omitempty"`
}

// Outline shows up to so many of each.
func (p *Preview) Outline(id string, most int) Outline {
	return Outline{
		ID: id, Format: p.Format, NewCount: len(p.New), ChangedCount: len(p.Changed), Same: p.Same, SkippedCount: len(p.Skipped),
		New: p.New[:min(most, len(p.New))], Changed: p.Changed[:min(most, len(p.Changed))], Skipped: p.Skipped[:min(most, len(p.Skipped))],
	}
}

// Preview compares what a file says with the own entries. A record is about the one with its UID, or else about one of the same
// name with a number in common. It adds to what is known and changes it, but what it does not mention stays: a file may hold
// less than the book. Records about the same entry are taken together.
func (s *Store) Preview(r Records) *Preview {
	b := s.Book()
	p := &Preview{Format: r.Format, region: b.region, Skipped: slices.Clone(r.Skipped)}
	known := newMatcher()
	for e := range b.All() {
		if e.Book == "" {
			known.add(&match{before: e, entry: e})
		}
	}
	var touched []*match
	for i := range r.Records {
		said := clone(&r.Records[i].Entry)
		if !said.Tidy() {
			p.Skipped = append(p.Skipped, Skip{Line: r.Records[i].Line, Number: r.Records[i].Number, Reason: ReasonEmpty})
			continue
		}
		said.index(b.region)
		m := known.find(said)
		if m == nil {
			m = &match{entry: said}
			touched = append(touched, m)
			said.ID = rand.Text()
			known.add(m)
			continue
		}
		merged := merge(m.entry, said)
		if merged.Same(m.entry) {
			p.Same++
			continue
		}
		merged.index(b.region)
		if m.entry == m.before {
			touched = append(touched, m)
		}
		m.entry = merged
		known.add(m)
	}
	for _, m := range touched {
		if m.before == nil {
			p.New = append(p.New, m.entry)
		} else {
			p.Changed = append(p.Changed, Change{m.before, m.entry})
		}
	}
	slices.SortStableFunc(p.Skipped, func(a, b Skip) int { return a.Number - b.Number })
	return p
}

// Apply does what a preview shows, all of it or nothing. CodeStale means that an entry it would change has changed since.
func (s *Store) Apply(p *Preview) error {
	const op = "take in contacts"
	s.writing.Lock()
	defer s.writing.Unlock()
	c := s.of(op)
	for _, e := range p.New {
		if s.Book().Find(e.ID) != nil {
			return &Error{Op: op, Code: CodeStale}
		}
		c.put = append(c.put, clone(e))
	}
	for _, change := range p.Changed {
		if now := s.Book().Find(change.Before.ID); now == nil || now.Seq != change.Before.Seq {
			return &Error{Op: op, Code: CodeStale}
		}
		c.put = append(c.put, clone(change.After))
	}
	if len(c.put) == 0 {
		return nil
	}
	if p.region != c.region {
		for _, e := range c.put {
			e.index(c.region)
		}
	}
	return s.commit(c)
}

// match is an entry of one's own, as it is and as records make it.
type match struct {
	before *Entry // nil for a new one
	entry  *Entry
}

// matcher finds what a record is about.
type matcher struct {
	byUID  map[string]*match
	byName map[string]*match // by folded name and the key of a number
}

func newMatcher() *matcher {
	return &matcher{byUID: map[string]*match{}, byName: map[string]*match{}}
}

func (k *matcher) add(m *match) {
	if m.entry.UID != "" {
		k.byUID[m.entry.UID] = m
	}
	for _, key := range nameKeys(m.entry) {
		if k.byName[key] == nil {
			k.byName[key] = m
		}
	}
}

// find is what an entry is about, nil for nothing that is known. Of two that have a UID each, differing ones are two.
func (k *matcher) find(e *Entry) *match {
	if m := k.byUID[e.UID]; m != nil && e.UID != "" {
		return m
	}
	for _, key := range nameKeys(e) {
		if m := k.byName[key]; m != nil && (e.UID == "" || m.entry.UID == "") {
			return m
		}
	}
	return nil
}

// nameKeys are what entries have in common that are about the same: the name with each number, or for who has none with each
// address, or the name alone.
func nameKeys(e *Entry) []string {
	name := folded.Text(e.Name()) + "\x00"
	var keys []string
	for _, n := range e.Numbers {
		keys = append(keys, name+n.Key)
	}
	if len(e.Numbers) > 0 {
		return keys
	}
	for _, m := range e.Emails {
		keys = append(keys, name+folded.Text(m.Value))
	}
	if len(keys) == 0 {
		keys = []string{name}
	}
	return keys
}

// merge is an entry with what a record says of it: that goes first, and what it does not mention stays.
func merge(e, said *Entry) *Entry {
	m := clone(e)
	if said.fromParts() != "" || said.Formatted != "" { // a name is one thing
		m.Prefix, m.Given, m.Middle, m.Family, m.Suffix, m.Formatted = said.Prefix, said.Given, said.Middle, said.Family, said.Suffix, said.Formatted
	}
	for _, text := range []struct{ to, from *string }{
		{&m.UID, &said.UID},
		{&m.Nickname, &said.Nickname},
		{&m.Organisation, &said.Organisation},
		{&m.Department, &said.Department},
		{&m.Title, &said.Title},
		{&m.Note, &said.Note},
	} {
		if *text.from != "" {
			*text.to = *text.from
		}
	}
	for _, n := range said.Numbers {
		if i := slices.IndexFunc(m.Numbers, func(o Number) bool { return o.Value == n.Value || o.Key != "" && o.Key == n.Key }); i < 0 {
			m.Numbers = append(m.Numbers, n)
		} else if n.Kind != KindOther {
			m.Numbers[i].Kind = n.Kind
		}
	}
	for _, a := range said.Emails {
		if i := slices.IndexFunc(m.Emails, func(o Email) bool { return folded.Text(o.Value) == folded.Text(a.Value) }); i < 0 {
			m.Emails = append(m.Emails, a)
		} else if a.Kind != KindOther {
			m.Emails[i].Kind = a.Kind
		}
	}
	for _, c := range said.Categories {
		if !slices.Contains(m.Categories, c) {
			m.Categories = append(m.Categories, c)
		}
	}
	m.Favourite = m.Favourite || said.Favourite
	m.Tidy()
	return m
}
