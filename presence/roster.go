package presence

// Roster is the table of contacts. Its Version changes when contacts come, go, or change in anything a search looks at.
type Roster = Table[*Contact]

// NewRoster makes a roster of contacts, which belong to it from then on. version is that of the Roster.
func NewRoster(contacts []*Contact, version int) *Roster { return NewTable(contacts, version) }

func (c *Contact) uuid() string { return c.UUID }
