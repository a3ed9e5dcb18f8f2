package hooks

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOf_TellsTheNumberAsTheWorldWritesItAndNothingThatCannotBeShown(t *testing.T) {
	dutch := dialplan.Rules{Region: "NL"}
	for _, c := range []struct {
		call presence.Call
		want Call
	}{
		{
			presence.Call{Direction: presence.Inbound, Number: "0201234567", Name: "Bakery\x1b[31m\n Jansen\u202e", Called: "205", UniqueID: "a/1"},
			Call{Ring, presence.Inbound, "0201234567", "+31201234567", "Bakery [31m Jansen", "205", "a/1"},
		},
		{
			presence.Call{Direction: presence.Inbound, Number: "0201234567", Normalized: "+4930123456"},
			Call{Ring, presence.Inbound, "0201234567", "+4930123456", "", "", ""},
		},
		{presence.Call{Direction: presence.Internal, Number: "203"}, Call{Ring, presence.Internal, "203", "", "", "", ""}},
		{presence.Call{Direction: presence.Inbound}, Call{Ring, presence.Inbound, "", "", "", "", ""}},
	} {
		if diff := cmp.Diff(c.want, Of(&c.call, Ring, dutch)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestCheckPage_TakesAddressesWhoseHostIsTheirOwn(t *testing.T) {
	for template, want := range map[string]error{
		"https://crm.example.org/find?q={e164}&who={name}&{direction}": nil,
		"http://crm.example.org:8080/{id}/{event}/{called}#{number}":   nil,
		"https://crm.example.org/":                                     nil,
		"https://{name}/":                                              ErrNoWebPage,
		"https://crm.example.org{name}/":                               ErrNoWebPage,
		"https://crm.example.org:{number}/":                            ErrNoWebPage,
		"{name}":                                                       ErrNoWebPage,
		"{event}://crm.example.org":                                    ErrNoWebPage,
		"crm.example.org/{number}":                                     ErrNoWebPage,
		"javascript:alert('{name}')":                                   ErrNoWebPage,
		"file:///etc/{name}":                                           ErrNoWebPage,
		"https:///{name}":                                              ErrNoWebPage,
		"":                                                             ErrNoWebPage,
		"https://crm.example.org/{password}":                           ErrUnknownPart,
		"https://crm.example.org/{Number}":                             ErrUnknownPart,
		"https://crm.example.org/{}":                                   ErrUnknownPart,
	} {
		if err := CheckPage(template); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", template, err, want)
		}
	}
}

func TestPage_KeepsWhatACallerWroteInItsPlace(t *testing.T) {
	c := Call{Moment: Ring, Direction: presence.Inbound, Number: "*21#", E164: "+31201234567", Name: "R&D {e164}/../ #1 ë?x=y", ID: "a/1"}
	got := Page("https://crm.example.org/{id}/{name}?n={e164}&o={number}&d={direction}", c)
	want := "https://crm.example.org/a%2F1/R%26D%20%7Be164%7D%2F..%2F%20%231%20%C3%AB%3Fx%3Dy?n=%2B31201234567&o=%2A21%23&d=in"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestCall_CannotBeTakenForAnOption(t *testing.T) {
	c := Call{Moment: Miss, Direction: presence.Inbound, Number: "-1", Name: "--exec=rm"}
	if diff := cmp.Diff([]string{"miss", "in", "1", "exec=rm"}, c.arguments()); diff != "" {
		t.Error(diff)
	}
	c.E164 = "+31201234567"
	if c.arguments()[2] != c.E164 {
		t.Errorf("the number is %s", c.arguments()[2])
	}
	if all := strings.Join(c.environment(), "\n"); !strings.Contains(all, "RINGSIDE_NAME=--exec=rm\n") {
		t.Error(all)
	}
}
