package lang

import (
	"strings"

	"golang.org/x/text/number"
)

// Number writes a count as the language groups its digits: 1,234 or 1.234.
func (w *Words) Number(n int) string { return w.voice.Load().number(n) }

func (v *voice) number(n int) string { return v.numbers.Sprint(number.Decimal(n)) }

// List puts several things into one phrase: "A, B and C".
func (w *Words) List(items []string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return w.Say("list_and", With{"Before": strings.Join(items[:last], ", "), "Last": items[last]})
}
