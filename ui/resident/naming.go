package resident

import (
	"strings"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/ui/lang"
)

// namingWords are words that call somebody by the name they have among the own contacts, where the PBX knows none.
type namingWords struct {
	*lang.Words
	book func() *addressbook.Book
}

// Notice is as [lang.Words.Notice].
func (w namingWords) Notice(n presence.Notice, s *presence.Snapshot) (title, body string) {
	if n.Call != nil {
		n.Call = named(n.Call, w.book())
	}
	return w.Words.Notice(n, s)
}

// named is a call with the name that its number has in a book, if the PBX told none, or no more than the number.
func named(c *presence.Call, b *addressbook.Book) *presence.Call {
	number := c.Normalized
	if number == "" {
		number = c.Number
	}
	if number == "" || c.PartyUUID != "" || c.Name != "" && !isNumber(c.Name, number, b.Region()) {
		return c
	}
	e := b.ByNumber(number)
	if e == nil {
		return c
	}
	known := *c
	known.Name = e.Name()
	return &known
}

// isNumber reports whether what is told as a name is but a spelling of the number.
func isNumber(name, number, region string) bool {
	return strings.Trim(name, "+0123456789 ()-./") == "" && dialplan.Canonical(name, region) == dialplan.Canonical(number, region)
}
