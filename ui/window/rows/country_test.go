package rows

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringside/ui/lang"
)

func TestCountries_AreFoundByNameLettersAndCode(t *testing.T) {
	w := lang.New("nl")
	all := Countries(w)
	for query, want := range map[string][]string{
		"duits":   {"Duitsland"},
		"DE":      {"Duitsland"},
		"+49":     {"Duitsland"},
		"0049":    {"Duitsland"},
		"oostenr": {"Oostenrijk"},
		"belgie":  {"België"},
		"koninkr": {"Verenigd Koninkrijk"},
		"zzz":     {},
	} {
		got := []string{}
		for _, c := range FindCountries(all, query, 1) {
			got = append(got, c.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
	if n := len(FindCountries(all, "", 6)); n != 6 {
		t.Errorf("%d are offered before anything is typed", n)
	}
}

func TestCountryLabel_NamesTheCountryWithItsCode(t *testing.T) {
	w := lang.New("en")
	for region, want := range map[string][2]string{"nl": {"Netherlands +31", "NL +31"}, "GB": {"United Kingdom +44", "GB +44"}, "XX": {}, "": {}} {
		if full, short := CountryLabel(region, w); full != want[0] || short != want[1] {
			t.Errorf("%q is %q and %q, want %q", region, full, short, want)
		}
	}
}
