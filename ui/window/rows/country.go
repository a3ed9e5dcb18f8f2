package rows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
)

// Country is one that a national number can be read in.
type Country struct {
	Region  string // two ISO 3166 letters
	Name    string // in the user's language
	Calling string // its country code, as "+31"

	folded string
}

// Countries lists all of them by name.
func Countries(w *lang.Words) []Country {
	var list []Country
	for _, c := range dialplan.Countries() {
		list = append(list, countryOf(c, w))
	}
	order := collate.New(w.Tag(), collate.IgnoreCase)
	slices.SortStableFunc(list, func(a, b Country) int { return order.CompareString(a.Name, b.Name) })
	return list
}

// CountryName is the name of a region in the user's language, "" for none.
func CountryName(region string, w *lang.Words) string {
	if region == "" {
		return ""
	}
	return w.Region(region)
}

func countryOf(c dialplan.Country, w *lang.Words) Country {
	name := w.Region(c.Region)
	return Country{Region: c.Region, Name: name, Calling: "+" + strconv.Itoa(c.Code), folded: fold(name)}
}

// FindCountries lists the countries that a search text means, best first and at most so many: by letters, by country code or by
// a part of the name. Everything is found by nothing.
func FindCountries(all []Country, query string, most int) []Country {
	type found struct {
		Country
		rank int
	}
	var hits []found
	query = strings.TrimSpace(fold(query))
	code := strings.TrimLeft(query, "+0")
	for _, c := range all {
		rank := noMatch
		switch at := strings.Index(c.folded, query); {
		case query == "" || query == c.folded:
			rank = exactNumber
		case strings.EqualFold(query, c.Region), code != "" && "+"+code == c.Calling:
			rank = numberStart
		case at == 0:
			rank = nameStart
		case at > 0 && startsWord(c.folded, query), code != "" && strings.HasPrefix(c.Calling, "+"+code):
			rank = wordStart
		case at > 0:
			rank = somewhere
		default:
			continue
		}
		hits = append(hits, found{c, rank})
	}
	slices.SortStableFunc(hits, func(a, b found) int { return cmp.Compare(a.rank, b.rank) })
	list := make([]Country, min(most, len(hits)))
	for i := range list {
		list[i] = hits[i].Country
	}
	return list
}

// Choice says what a country shows to be chosen.
func (c Country) Choice() Choice {
	return Choice{ID: c.Region, Name: c.Name, Detail: c.Calling, Initials: c.Region, Tone: Tone(c.Region)}
}

// CountryLabel names the country of a region, with its country code; short is the same with its letters in place of the name.
// Both are "" if there is no such country.
func CountryLabel(region string, w *lang.Words) (full, short string) {
	for _, c := range dialplan.Countries() {
		if strings.EqualFold(c.Region, region) {
			named := countryOf(c, w)
			return named.Name + " " + named.Calling, named.Region + " " + named.Calling
		}
	}
	return "", ""
}
