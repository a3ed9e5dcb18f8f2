package journal

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
)

// ExportCalls writes all calls as CSV, newest first; see WriteCSV.
func (j *Journal) ExportCalls(to io.Writer) error { return WriteCSV(to, j.all()) }

// WriteCSV writes calls as CSV, in their order, with a line of headings and times as ISO 8601. It ends with the first error
// among them, which it returns as it is, or with a failure to write.
func WriteCSV(to io.Writer, calls iter.Seq2[Call, error]) error {
	w := csv.NewWriter(to)
	_ = w.Write([]string{"began", "answered", "ended", "seconds", "placed", "direction", "number", "normalized_number", "name", "called", "answered_by", "outcome", "note"})
	for c, err := range calls {
		if err != nil {
			return err
		}
		err = w.Write([]string{
			stamp(c.Began), stamp(c.Answered), stamp(c.Ended), strconv.Itoa(int(c.Duration().Seconds())), strconv.FormatBool(c.Placed),
			c.Direction, harmless(c.Number), harmless(c.Normalized), harmless(c.Name), harmless(c.Called), harmless(c.AnsweredBy), c.Outcome,
			harmless(c.Note),
		})
		if err != nil {
			break // and Flush tells it
		}
	}
	if w.Flush(); w.Error() != nil {
		return fmt.Errorf("export the calls: %w", w.Error())
	}
	return nil
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// harmless keeps what a caller calls themselves from being taken for a formula by a spreadsheet. A number is none.
func harmless(text string) string {
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t\r") && strings.Trim(text, "+0123456789") != "" {
		return "'" + text
	}
	return text
}
