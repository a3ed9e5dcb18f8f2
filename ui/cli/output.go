package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"ringside/ui/lang"
)

// widestCell bounds what one cell of a table takes of a line, in characters.
const widestCell = 44

// line prints a value as one line of JSON.
func (j *job) line(v any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	return j.rawLine(strings.TrimSuffix(line.String(), "\n"))
}

// rawLine prints a line of JSON. What a terminal could take for a command, which only a string can hold, is escaped:
// JSON itself is content with escaping the first 32 characters.
func (j *job) rawLine(line string) error {
	var safe strings.Builder
	for _, r := range line {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			for _, unit := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&safe, `\u%04x`, unit)
			}
			continue
		}
		safe.WriteRune(r)
	}
	return j.print(safe.String())
}

// lines prints each value as one line of JSON.
func lines[T any](j *job, values []T) error {
	for _, v := range values {
		if err := j.line(v); err != nil {
			return err
		}
	}
	return nil
}

// print prints a line for people. What the PBX said has to be Plain before it comes here.
func (j *job) print(text string) error {
	_, err := j.out.WriteString(text + "\n")
	return err
}

// say prints a sentence for people.
func (j *job) say(id string, with ...lang.With) error { return j.print(j.Words.Say(id, with...)) }

// table prints aligned columns. A heading is an identifier under column_.
type table struct {
	job  *job
	rows [][]string
}

// newTable begins a table; without columns it has no headings.
func (j *job) newTable(columns ...string) *table {
	t := &table{job: j}
	for i, id := range columns {
		columns[i] = strings.ToUpper(j.Words.Say("column_" + id))
	}
	if len(columns) > 0 {
		t.add(columns...)
	}
	return t
}

// add adds a row. Its cells may be foreign text.
func (t *table) add(cells ...string) {
	row := make([]string, len(cells))
	for i, cell := range cells {
		row[i] = cellText(cell)
	}
	t.rows = append(t.rows, row)
}

// fact adds a row with what something is and its value, unless there is none.
func (t *table) fact(id, value string) {
	if value != "" {
		t.rows = append(t.rows, []string{t.job.Words.Say(id), lang.Plain(value, 0)})
	}
}

// cellText composes accents, so that a character is one wide.
func cellText(text string) string { return lang.Plain(norm.NFC.String(text), widestCell) }

// flush prints the rows. A last column that is empty leaves no spaces behind.
func (t *table) flush() error {
	var aligned bytes.Buffer
	w := tabwriter.NewWriter(&aligned, 0, 0, 2, ' ', 0)
	for _, row := range t.rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	_ = w.Flush() // into memory
	for line := range strings.Lines(aligned.String()) {
		if err := t.job.print(strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}
