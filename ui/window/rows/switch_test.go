package rows

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/presence/toggles"
)

// toggle is a switch with a name and a value.
func toggle(name string, value pbxclient.Opt[string]) toggles.Switch {
	return toggles.Switch{Switch: pbxclient.Switch{UUID: name, Name: name, Value: value}}
}

func TestOfSwitch_SaysHowItStands(t *testing.T) {
	text, null := pbxclient.Some[string], pbxclient.NullOpt[string]()
	for _, c := range []struct {
		value  pbxclient.Opt[string]
		usual  pbxclient.Opt[bool]
		can    pbxclient.Opt[bool]
		want   Switch
		detail string
	}{
		{text("true"), pbxclient.Some(false), pbxclient.Some(true), Switch{On: true, Known: true, Value: "true"}, "On · usually off"},
		{text("False"), pbxclient.Some(false), pbxclient.Opt[bool]{}, Switch{Known: true, Value: "False"}, "Off · usually off"},
		{text("1"), pbxclient.Opt[bool]{}, pbxclient.Opt[bool]{}, Switch{On: true, Known: true, Value: "1"}, "On"},
		{text("true"), pbxclient.Some(true), pbxclient.Some(false), Switch{On: true, Known: true, Value: "true", Fixed: true}, "On · usually on · you may not change it"},
		{null, pbxclient.Some(true), pbxclient.Opt[bool]{}, Switch{On: true}, "– · usually on"},
		{null, pbxclient.Opt[bool]{}, pbxclient.Opt[bool]{}, Switch{}, "–"},
		{pbxclient.Opt[string]{}, pbxclient.Some(false), pbxclient.Opt[bool]{}, Switch{}, "– · usually off"},
		{text("summer hours"), pbxclient.Some(false), pbxclient.Opt[bool]{}, Switch{Text: true, Known: true, Value: "summer hours"}, "summer hours · usually off"},
		{text("2"), pbxclient.Opt[bool]{}, pbxclient.Opt[bool]{}, Switch{Text: true, Known: true, Value: "2"}, "2"},
		{text(""), pbxclient.Opt[bool]{}, pbxclient.Opt[bool]{}, Switch{Text: true, Known: true}, "–"},
		{text("a\x07b\n\u202ec"), pbxclient.Opt[bool]{}, pbxclient.Opt[bool]{}, Switch{Text: true, Known: true, Value: "a\x07b\n\u202ec"}, "a b c"},
	} {
		sw := toggle("Night", c.value)
		sw.Default, sw.CanToggle = c.usual, c.can
		want := c.want
		want.UUID, want.Name, want.Detail = "Night", "Night", c.detail
		if diff := cmp.Diff(want, OfSwitch(sw, noon, english)); diff != "" {
			t.Errorf("%+v: %s", sw.Switch, diff)
		}
	}
}

func TestOfSwitch_SaysWhenItChangedAsFarAsThatWasSeen(t *testing.T) {
	ago := func(minutes int) time.Time { return noon.Add(-time.Duration(minutes) * time.Minute) }
	for _, c := range []struct {
		seen toggles.Seen
		want string
	}{
		{toggles.Seen{}, "On"},
		{toggles.Seen{After: ago(10), By: ago(10), Ours: true}, "On · set by you, 12:00"},
		{toggles.Seen{After: ago(11), By: ago(10)}, "On · changed 12:00"},
		{toggles.Seen{After: ago(40), By: ago(10)}, "On · changed between 11:30 and 12:00"},
		{toggles.Seen{After: ago(24 * 60), By: ago(10)}, "On · changed between yesterday 12:10 and 12:00"},
		{toggles.Seen{After: ago(90 * 24 * 60), By: ago(90*24*60 - 30)}, "On · changed 4 Dec 2025"},
	} {
		sw := toggle("Night", pbxclient.Some("true"))
		sw.Seen = c.seen
		if got := OfSwitch(sw, noon, english).Detail; got != c.want {
			t.Errorf("%+v: %q, want %q", c.seen, got, c.want)
		}
	}
}

func TestOfSwitch_OneWithoutANameIsStillShown(t *testing.T) {
	if got := OfSwitch(toggles.Switch{Switch: pbxclient.Switch{UUID: "ab12cd"}}, noon, english).Name; got != "Switch without a name (ab12)" {
		t.Errorf("it is called %q", got)
	}
}

func TestSwitches_AreByNameAndFoundByIt(t *testing.T) {
	none := pbxclient.NullOpt[string]()
	list := []toggles.Switch{toggle("Ligne 10", none), toggle("été", none), toggle("Ligne 9", none), toggle("Zomer", none)}
	names := func(query string) (names []string) {
		for _, row := range Switches(list, query, noon, english) {
			names = append(names, row.Name)
		}
		return names
	}
	if diff := cmp.Diff([]string{"été", "Ligne 9", "Ligne 10", "Zomer"}, names("")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"été"}, names(" ETE")); diff != "" {
		t.Error(diff)
	}
	if got := names("ligne zomer"); got != nil {
		t.Errorf("found %q", got)
	}
}
