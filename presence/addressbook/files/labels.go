package files

import (
	"strings"

	"ringside/presence/addressbook"
	"ringside/presence/folded"
)

// labels are words in what a number is said to be for, in the languages of those who write such files. The first that fits counts.
var labels = []struct {
	kind  addressbook.Kind
	words []string
}{
	{addressbook.KindFax, []string{"fax", "telecopie"}},
	{addressbook.KindMobile, []string{"mobi", "cell", "handy", "gsm", "portable", "iphone", "natel"}},
	{addressbook.KindWork, []string{
		"work", "business", "company", "office", "werk", "kantoor", "zakelijk", "bedrijf", "arbeit", "buro", "geschaft", "dienst",
		"firma", "bureau", "travail", "profession",
	}},
	{addressbook.KindHome, []string{"home", "thuis", "prive", "privat", "zuhause", "domicile", "maison", "personnel"}},
}

// kindOf is what a label in a person's words says.
func kindOf(label string) addressbook.Kind {
	label = folded.Text(label)
	for _, l := range labels {
		for _, word := range l.words {
			if strings.Contains(label, word) {
				return l.kind
			}
		}
	}
	return addressbook.KindOther
}
