package lang

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Region names a country given as two ISO 3166 letters; what is none comes back as it is.
func (w *Words) Region(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.Regions(w.Tag()).Name(region); name != "" {
		return name
	}
	return code
}
