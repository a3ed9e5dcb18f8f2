package files

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"

	"ringside/presence/addressbook"
)

// writeTable writes a CSV file with Google's headings, which many programs know.
func writeTable(out io.Writer, entries iter.Seq[*addressbook.Entry]) (count int, err error) {
	numbers, emails := 1, 1
	for e := range entries {
		numbers, emails = max(numbers, len(e.Numbers)), max(emails, len(e.Emails))
	}
	if _, err := io.WriteString(out, "\ufeff"); err != nil { // without it Excel takes the rest for something else
		return 0, err
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	heading := []string{
		"Name", "Name Prefix", "First Name", "Middle Name", "Last Name", "Name Suffix", "Nickname", "Organization Name",
		"Organization Department", "Organization Title", "Labels", "Notes", "UID",
	}
	for i := range emails {
		heading = append(heading, fmt.Sprintf("E-mail %d - Label", i+1), fmt.Sprintf("E-mail %d - Value", i+1))
	}
	for i := range numbers {
		heading = append(heading, fmt.Sprintf("Phone %d - Label", i+1), fmt.Sprintf("Phone %d - Value", i+1))
	}
	_ = w.Write(heading)
	for e := range entries {
		labels := e.Categories
		if e.Favourite {
			labels = append(labels[:len(labels):len(labels)], starred)
		}
		cells := []string{
			e.Name(), e.Prefix, e.Given, e.Middle, e.Family, e.Suffix, e.Nickname, e.Organisation, e.Department, e.Title,
			strings.Join(labels, between), e.Note, e.UID,
		}
		for i := range emails {
			if i < len(e.Emails) {
				cells = append(cells, string(e.Emails[i].Kind), e.Emails[i].Value)
			} else {
				cells = append(cells, "", "")
			}
		}
		for i := range numbers {
			if i < len(e.Numbers) {
				cells = append(cells, string(e.Numbers[i].Kind), e.Numbers[i].Value)
			} else {
				cells = append(cells, "", "")
			}
		}
		for i := range cells {
			cells[i] = harmless(cells[i])
		}
		_ = w.Write(cells)
		count++
	}
	w.Flush()
	return count, w.Error()
}
