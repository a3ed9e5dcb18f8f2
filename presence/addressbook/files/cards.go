package files

import (
	"bytes"
	"regexp"
	"strings"

	"ringside/presence/addressbook"
)

// begins is the first line of a vCard.
var begins = regexp.MustCompile(`(?im)^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$`)

// cards reads the vCards of a file one by one.
type cards struct {
	found addressbook.Records
	lines [][]byte
	at    int // the next line
	count int
}

func parseCards(text []byte) addressbook.Records {
	c := &cards{found: addressbook.Records{Format: addressbook.VCard4}, lines: bytes.Split(text, []byte("\n"))}
	for c.at < len(c.lines) {
		if isLine(c.lines[c.at], "BEGIN:VCARD") {
			c.one()
		} else {
			c.at++
		}
	}
	return c.found
}

// one reads the card that begins here. One that another begins within, or that the file ends within, is broken; reading goes
// on there.
func (c *cards) one() {
	c.count++
	begun, size, inside := c.at, 0, 0
	var properties []property
	for c.at++; c.at < len(c.lines); {
		line := c.lines[c.at]
		switch {
		case isLine(line, "END:VCARD") && inside > 0:
			inside--
			c.at++
		case isLine(line, "END:VCARD"):
			c.at++
			c.take(begun, size, properties)
			return
		case isLine(line, "BEGIN:VCARD") && inside+isAgent(properties) > 0: // somebody's secretary, as vCard 2.1 has them
			inside++
			c.at++
		case isLine(line, "BEGIN:VCARD"):
			c.skip(begun, properties, addressbook.ReasonBroken)
			return
		default:
			p, ok := c.property(len(properties) > 0 && properties[0].old)
			if !ok || inside > 0 || isMedia(p.name) {
				continue
			}
			if size += len(p.value); size <= maxRecord {
				properties = append(properties, p)
			}
			if p.name == "VERSION" { // the first one of a card
				p.old = strings.HasPrefix(strings.TrimSpace(p.value), "2")
				properties = append([]property{p}, properties...)
			}
		}
	}
	c.skip(begun, properties, addressbook.ReasonBroken)
}

// isAgent is 1 where the last property of a card is that of a card within.
func isAgent(properties []property) int {
	if len(properties) > 0 && properties[len(properties)-1].name == "AGENT" {
		return 1
	}
	return 0
}

// isMedia are the properties that are large and of no use here.
func isMedia(name string) bool {
	switch name {
	case "PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN":
		return true
	}
	return false
}

// property reads the next property with the lines that continue it.
func (c *cards) property(old bool) (property, bool) {
	var whole bytes.Buffer
	whole.Write(c.lines[c.at])
	for c.at++; c.at < len(c.lines); c.at++ {
		next := c.lines[c.at]
		if len(next) == 0 || next[0] != ' ' && next[0] != '\t' {
			break
		}
		if !old { // where vCard 2.1 breaks a line, the space is part of the text
			next = next[1:]
		}
		whole.Write(next)
	}
	p, ok := parseProperty(whole.String())
	p.old = old
	for ok && p.quoted && strings.HasSuffix(p.value, "=") && c.at < len(c.lines) && !isLine(c.lines[c.at], "END:VCARD") {
		p.value = p.value[:len(p.value)-1] + string(c.lines[c.at])
		c.at++
	}
	return p, ok
}

// take keeps what a card says.
func (c *cards) take(begun, size int, properties []property) {
	e, group := entryOf(properties)
	switch {
	case group:
		c.skip(begun, properties, addressbook.ReasonGroup)
	case size > maxRecord:
		c.skip(begun, properties, addressbook.ReasonTooLarge)
	case !e.Tidy():
		c.skip(begun, properties, addressbook.ReasonEmpty)
	case len(c.found.Records) >= MaxRecords:
		c.skip(begun, properties, addressbook.ReasonTooMany)
	default:
		c.found.Records = append(c.found.Records, addressbook.Record{Entry: e, Line: begun + 1, Number: c.count})
	}
}

func (c *cards) skip(begun int, properties []property, why addressbook.Reason) {
	e, _ := entryOf(properties)
	e.Tidy()
	c.found.Skipped = append(c.found.Skipped, addressbook.Skip{Line: begun + 1, Number: c.count, Name: e.Name(), Reason: why})
}

// isLine reports whether a line says this, whatever the case and the spaces.
func isLine(line []byte, says string) bool {
	if len(line) > 64 {
		return false
	}
	return strings.EqualFold(strings.ReplaceAll(strings.TrimSpace(string(line)), " ", ""), says)
}
