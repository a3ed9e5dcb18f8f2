package dialplan

import (
	"slices"
	"testing"
)

func TestCountries_AreThoseThatNumbersCanBeReadIn(t *testing.T) {
	all := Countries()
	if len(all) < 200 {
		t.Fatalf("there are %d", len(all))
	}
	for _, want := range []Country{{"NL", 31}, {"US", 1}, {"CA", 1}, {"DE", 49}} {
		if !slices.Contains(all, want) {
			t.Errorf("%v is missing", want)
		}
	}
	for _, c := range all {
		if planOf(c.Region).region == "" {
			t.Errorf("there is no numbering plan of %s", c.Region)
		}
	}
}
