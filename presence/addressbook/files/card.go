package files

import (
	"net/url"
	"slices"
	"strings"

	"ringside/presence/addressbook"
)

// favourite is Ringside's own property.
const favourite = "X-RINGSIDE-FAVOURITE"

// entryOf is what the properties of a card say, before it is tidied; group is true for a card of no contact but of several.
func entryOf(properties []property) (e addressbook.Entry, group bool) {
	named := map[string]string{} // labels that people gave, by group
	for i := range properties {
		if p := &properties[i]; p.name == "X-ABLABEL" && p.group != "" {
			named[p.group] = p.text()
		}
	}
	role := ""
	for i := range properties {
		p := &properties[i]
		switch p.name {
		case "FN":
			set(&e.Formatted, p.text())
		case "N":
			parts := append(p.parts(';'), "", "", "", "", "")
			for i, to := range []*string{&e.Family, &e.Given, &e.Middle, &e.Prefix, &e.Suffix} {
				set(to, p.several(parts[i]))
			}
		case "NICKNAME":
			set(&e.Nickname, p.list())
		case "ORG":
			parts := p.parts(';')
			set(&e.Organisation, p.decode(parts[0]))
			for i := range parts[1:] {
				parts[1+i] = p.decode(parts[1+i])
			}
			set(&e.Department, strings.Join(slices.DeleteFunc(parts[1:], func(s string) bool { return s == "" }), ", "))
		case "TITLE":
			set(&e.Title, p.text())
		case "ROLE":
			role = p.text()
		case "NOTE":
			if said := p.text(); e.Note != "" && said != "" {
				e.Note += "\n" + said
			} else {
				e.Note += said
			}
		case "UID":
			set(&e.UID, p.text())
		case "TEL":
			n := addressbook.Number{Kind: p.kind(named), Value: p.telephone()}
			e.Numbers = insert(e.Numbers, n, p.preferred)
		case "EMAIL":
			m := addressbook.Email{Kind: p.kind(named), Value: strings.TrimPrefix(p.text(), "mailto:")}
			e.Emails = insert(e.Emails, m, p.preferred)
		case "CATEGORIES":
			for _, part := range p.parts(',') {
				e.Categories = append(e.Categories, p.decode(part))
			}
		case favourite:
			e.Favourite = strings.EqualFold(strings.TrimSpace(p.value), "true")
		case "KIND", "X-ADDRESSBOOKSERVER-KIND":
			group = group || strings.EqualFold(strings.TrimSpace(p.value), "group")
		}
	}
	set(&e.Title, role)
	return e, group
}

// set keeps the first text there is.
func set(to *string, text string) {
	if *to == "" {
		*to = strings.TrimSpace(text)
	}
}

// insert adds to a list, at the front of it what somebody prefers.
func insert[T any](list []T, one T, preferred bool) []T {
	if preferred {
		return slices.Insert(list, 0, one)
	}
	return append(list, one)
}

// several is a part of a name that may itself have parts.
func (p *property) several(raw string) string {
	inner := *p
	inner.value = raw
	parts := inner.parts(',')
	for i := range parts {
		parts[i] = p.decode(parts[i])
	}
	return strings.Join(parts, " ")
}

// list is a value of several texts, as one.
func (p *property) list() string {
	parts := p.parts(',')
	for i := range parts {
		parts[i] = p.decode(parts[i])
	}
	return strings.Join(parts, ", ")
}

// kind is what a number or address is for: by the label that somebody gave it, or by its type.
func (p *property) kind(named map[string]string) addressbook.Kind {
	if label := named[p.group]; label != "" {
		if k := kindOf(label); k != addressbook.KindOther {
			return k
		}
	}
	switch {
	case p.is("FAX"):
		return addressbook.KindFax
	case p.is("CELL", "MOBILE", "IPHONE"):
		return addressbook.KindMobile
	case p.is("WORK"):
		return addressbook.KindWork
	case p.is("HOME"):
		return addressbook.KindHome
	}
	return addressbook.KindOther
}

// telephone is the number, which vCard 4.0 may have as an address.
func (p *property) telephone() string {
	text := strings.TrimSpace(p.text())
	if len(text) < 4 || !strings.EqualFold(text[:4], "tel:") {
		return text
	}
	number, parameters, _ := strings.Cut(text[4:], ";")
	if plain, err := url.PathUnescape(number); err == nil {
		number = plain
	}
	for parameter := range strings.SplitSeq(parameters, ";") {
		if extension, ok := strings.CutPrefix(parameter, "ext="); ok {
			number += " ext. " + extension
		}
	}
	return number
}
