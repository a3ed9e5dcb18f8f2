package files

import (
	"strings"

	"ringside/presence/addressbook"
)

// between stands between several values in one cell, as Google writes it, and starred is its label for favourites.
const (
	between = " ::: "
	starred = "* starred"
)

// entry is what a row says, before it is tidied.
func (h headings) entry(cells []string) (e addressbook.Entry) {
	labels := map[string]string{} // what people call a number or an address, by group
	for i, c := range h {
		if (c.field == numberLabel || c.field == emailLabel) && i < len(cells) {
			labels[c.group] = harmful(cells[i])
		}
	}
	for i, c := range h {
		if i >= len(cells) {
			break
		}
		cell := strings.TrimSpace(harmful(cells[i]))
		if cell == "" {
			continue
		}
		kind := c.kind
		if label := labels[c.group]; label != "" && c.group != "" {
			kind = kindOf(label)
		}
		switch c.field {
		case number:
			for value := range strings.SplitSeq(cell, between) {
				e.Numbers = append(e.Numbers, addressbook.Number{Kind: kind, Value: value})
			}
		case email:
			for value := range strings.SplitSeq(cell, between) {
				e.Emails = append(e.Emails, addressbook.Email{Kind: kind, Value: value})
			}
		case categories:
			for value := range strings.SplitSeq(strings.ReplaceAll(cell, ";", between), between) {
				if value = strings.TrimSpace(value); value == starred {
					e.Favourite = true
				} else if !strings.HasPrefix(value, "* my") { // as "* myContacts", where all are
					e.Categories = append(e.Categories, value)
				}
			}
		default:
			if to := c.field.of(&e); to != nil {
				set(to, cell)
			}
		}
	}
	return e
}

// of is where a text of an entry goes; nil for what is no text.
func (f field) of(e *addressbook.Entry) *string {
	return map[field]*string{
		formatted: &e.Formatted, prefix: &e.Prefix, given: &e.Given, middle: &e.Middle, family: &e.Family, suffix: &e.Suffix,
		nickname: &e.Nickname, organisation: &e.Organisation, department: &e.Department, title: &e.Title, note: &e.Note, uid: &e.UID,
	}[f]
}

// isFormula is how a cell begins that a spreadsheet would work out.
func isFormula(cell string) bool {
	cell = strings.TrimLeft(cell, "'")
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}

// harmless keeps a cell from being taken for a formula by a spreadsheet. A telephone number is none.
func harmless(cell string) string {
	if isFormula(cell) && strings.Trim(cell, "+0123456789 ()-./") != "" {
		return "'" + cell
	}
	return cell
}

// harmful is a cell as it was before harmless.
func harmful(cell string) string {
	if strings.HasPrefix(cell, "'") && isFormula(cell) {
		return cell[1:]
	}
	return cell
}
