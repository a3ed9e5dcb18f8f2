package journal

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// ExportCalls writes all calls as CSV, newest first, with a line of headings and times as ISO 8601.
func (j *Journal) ExportCalls(to io.Writer) error {
	w := csv.NewWriter(to)
	_ = w.Write([]string{"began", "answered", "ended", "seconds", "placed", "direction", "number", "normalized_number", "name", "called", "answered_by", "outcome"})
	before := Call{}
	for {
		page, err := j.Calls(before, 500)
		if err != nil {
			return err
		}
		for _, c := range page {
			_ = w.Write([]string{
				stamp(c.Began), stamp(c.Answered), stamp(c.Ended), strconv.Itoa(int(c.Duration().Seconds())), strconv.FormatBool(c.Placed),
				c.Direction, harmless(c.Number), harmless(c.Normalized), harmless(c.Name), harmless(c.Called), harmless(c.AnsweredBy), c.Outcome,
			})
		}
		if len(page) == 0 {
			break
		}
		before = page[len(page)-1]
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
