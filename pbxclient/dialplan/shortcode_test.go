package dialplan

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecide_CallsWhatAShortCodeStandsFor(t *testing.T) {
	rules := Rules{
		Region: "NL", Known: func(number string) bool { return number == "203" },
		ShortCodes: map[string]string{
			"12": "+31 20 794 7000", "13": "203", "14": "12", "anna": "020 794 7000", "*5": "*21*203#",
			"112": "+31207947000", "0112": "+31207947000", "203": "+31207947000", "15": "nobody at all",
		},
	}
	for _, c := range []struct {
		what, typed, sent string
		kind              Kind
	}{
		{"a number", "12", "+31207947000", E164},
		{"with a space around it", " 12 ", "+31207947000", E164},
		{"an extension", "13", "203", Extension},
		{"a word", "anna", "+31207947000", E164},
		{"a feature code", "*5", "*21*203#", FeatureCode},
		{"another short code, which is not followed", "14", "12", Extension},
		{"only exactly", "1 2", "12", Extension},
		{"only whole", "120", "120", Extension},
		{"never in place of an emergency number", "112", "112", Emergency},
		{"nor of one with an outside line", "0112", "0112", Emergency},
		{"nor of a colleague", "203", "203", Extension},
	} {
		d, err := rules.Decide(c.typed)
		if err != nil || d.Sent != c.sent || d.Kind != c.kind || d.Input != c.typed {
			t.Errorf("%s: %+v, %v", c.what, d, err)
		}
	}
	d, _ := rules.Decide("12")
	if want := (Step{Code: StepOwnCode, From: "12", To: "+31 20 794 7000"}); !cmp.Equal(d.Steps[0], want) {
		t.Errorf("it begins with %+v", d.Steps[0])
	}
	_, err := rules.Decide("15")
	if refused, ok := errors.AsType[*RefusedError](err); !ok || refused.Input != "15" || refused.Steps[0].Code != StepOwnCode {
		t.Errorf("what it stands for is no number: %v", err)
	}
}
