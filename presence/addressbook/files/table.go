package files

import (
	"bytes"
	"strings"

	"ringside/presence/addressbook"
)

// row is a record of a CSV file.
type row struct {
	line  int // where it begins, from 1
	cells []string
	broke bool // it has a quote that nobody closes, or no end
}

// rows reads a file row by row. encoding/csv would take everything after a quote that nobody closes for one cell: here that row
// alone is broken, and reading goes on with the next line.
type rows struct {
	text      []byte
	line      int
	separator byte
}

// next is the next row that is not empty; false at the end.
func (r *rows) next() (row, bool) {
	for len(r.text) > 0 {
		begun := r.line
		cells, size, ok := r.scan()
		if !ok {
			size = bytes.IndexByte(r.text, '\n') + 1
			if size == 0 {
				size = len(r.text)
			}
		}
		r.line += bytes.Count(r.text[:size], []byte("\n"))
		r.text = r.text[size:]
		if !ok || strings.TrimSpace(strings.Join(cells, "")) != "" {
			return row{line: begun, cells: cells, broke: !ok}, true
		}
	}
	return row{}, false
}

// scan reads the row at the beginning, and tells how long it is.
func (r *rows) scan() (cells []string, size int, ok bool) {
	var cell []byte
	quoted := false
	fresh := true // nothing of the cell has been read but spaces
	for i := 0; i < len(r.text) && i <= maxRecord; i++ {
		c := r.text[i]
		switch {
		case quoted && c == '"':
			if i+1 < len(r.text) && r.text[i+1] == '"' {
				cell = append(cell, '"')
				i++
			} else {
				quoted = false
			}
		case quoted:
			cell = append(cell, c)
		case c == '"' && fresh:
			quoted, fresh, cell = true, false, cell[:0]
		case c == r.separator || c == '\n':
			cells = append(cells, string(cell))
			cell, fresh = cell[:0], true
			if c == '\n' {
				return cells, i + 1, true
			}
		default:
			fresh = fresh && c == ' '
			cell = append(cell, c)
		}
	}
	if quoted || len(r.text) > maxRecord+1 {
		return nil, 0, false
	}
	return append(cells, string(cell)), len(r.text), true
}

// separatorOf is what stands between the cells of a line of headings.
func separatorOf(text []byte) byte {
	best, most := byte(','), 0
	for _, c := range []byte{',', ';', '\t'} {
		r := rows{text: text, separator: c}
		if first, ok := r.next(); ok && !first.broke && len(first.cells) > most {
			best, most = c, len(first.cells)
		}
	}
	return best
}

// parseTable reads a CSV file; false for one without headings that say what a contact is.
func parseTable(text []byte) (addressbook.Records, bool) {
	found := addressbook.Records{Format: addressbook.CSV}
	r := rows{text: text, line: 1}
	if named, after, ok := bytes.Cut(text, []byte("\n")); ok && len(named) == 5 && bytes.HasPrefix(named, []byte("sep=")) { // as Excel writes it
		r = rows{text: after, line: 2, separator: named[4]}
	}
	if r.separator == 0 {
		r.separator = separatorOf(text)
	}
	first, ok := r.next()
	if !ok || first.broke {
		return found, false
	}
	h, ok := headingsOf(first.cells)
	if !ok {
		return found, false
	}
	for count := 1; ; count++ {
		next, ok := r.next()
		if !ok {
			return found, true
		}
		e := h.entry(next.cells)
		skip := func(why addressbook.Reason) {
			found.Skipped = append(found.Skipped, addressbook.Skip{Line: next.line, Number: count, Name: e.Name(), Reason: why})
		}
		switch tidy := e.Tidy(); {
		case next.broke:
			skip(addressbook.ReasonBroken)
		case !tidy:
			skip(addressbook.ReasonEmpty)
		case len(found.Records) >= MaxRecords:
			skip(addressbook.ReasonTooMany)
		default:
			found.Records = append(found.Records, addressbook.Record{Entry: e, Line: next.line, Number: count})
		}
	}
}
