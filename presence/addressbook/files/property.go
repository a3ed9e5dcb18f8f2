package files

import (
	"io"
	"mime/quotedprintable"
	"strings"
)

// property is a line of a vCard.
type property struct {
	group, name string // in capitals
	types       []string
	quoted      bool // its value is quoted-printable
	old         bool // it is of a vCard 2.1
	charset     string
	preferred   bool
	value       string // raw
}

// parseProperty reads an unfolded line; false for one that is none.
func parseProperty(line string) (p property, ok bool) {
	head, value, ok := cutValue(line)
	if !ok {
		return p, false
	}
	parts := splitOutside(head, ';')
	p.value = value
	p.name = strings.ToUpper(strings.TrimSpace(parts[0]))
	if at := strings.LastIndexByte(p.name, '.'); at >= 0 {
		p.group, p.name = p.name[:at], p.name[at+1:]
	}
	for _, part := range parts[1:] {
		name, value, named := strings.Cut(part, "=")
		if !named { // as vCard 2.1 has it
			name, value = "TYPE", part
		}
		value = strings.ToUpper(strings.Trim(strings.TrimSpace(value), `"`))
		switch strings.ToUpper(strings.TrimSpace(name)) {
		case "TYPE":
			p.types = append(p.types, strings.Split(value, ",")...)
		case "ENCODING":
			p.quoted = value == "QUOTED-PRINTABLE"
		case "CHARSET":
			p.charset = value
		case "PREF":
			p.preferred = value == "1"
		}
	}
	p.quoted = p.quoted || p.is("QUOTED-PRINTABLE")
	p.preferred = p.preferred || p.is("PREF")
	return p, p.name != ""
}

// is reports whether the property is of a type.
func (p *property) is(types ...string) bool {
	for _, have := range p.types {
		for _, t := range types {
			if strings.TrimSpace(have) == t {
				return true
			}
		}
	}
	return false
}

// cutValue finds the colon that no quotes are around.
func cutValue(line string) (head, value string, ok bool) {
	quotes := false
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '"':
			quotes = !quotes
		case ':':
			if !quotes {
				return line[:i], line[i+1:], true
			}
		}
	}
	return strings.Cut(line, ":") // somebody forgot a quote
}

// splitOutside splits at a character that no quotes are around.
func splitOutside(text string, at byte) (parts []string) {
	quotes, from := false, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			quotes = !quotes
		case text[i] == at && !quotes:
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}

// text is the value as one text.
func (p *property) text() string { return p.decode(p.value) }

// parts are the components of the value, with "" for those that are not there.
func (p *property) parts(separator byte) []string {
	var parts []string
	from := 0
	for i := 0; i <= len(p.value); i++ {
		switch {
		case i == len(p.value) || p.value[i] == separator:
			parts = append(parts, p.value[from:i])
			from = i + 1
		case p.value[i] == '\\':
			i++
		}
	}
	return parts
}

// decode is a raw value, or a part of it, as it is meant.
func (p *property) decode(raw string) string {
	if p.quoted {
		// What it cannot decode it leaves out; the rest is still worth reading.
		plain, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(raw)))
		raw = inCharset(plain, p.charset)
	}
	if p.old {
		return oldEscapes.Replace(raw)
	}
	return escapes.Replace(raw)
}

var (
	escapes    = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, `,`, `\;`, `;`, `\:`, `:`)
	oldEscapes = strings.NewReplacer(`\;`, `;`, `\,`, `,`, `\:`, `:`)
)
