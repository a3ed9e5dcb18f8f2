//go:build linux

package desk

import (
	"slices"
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

// toggle is what the PBX holds of a switch.
func (s *scene) toggle(name string) pbxsim.Switch {
	s.t.Helper()
	all := s.office.PBX.Office().Switches
	i := slices.IndexFunc(all, func(sw pbxsim.Switch) bool { return sw.Name == name })
	if i < 0 {
		s.t.Fatalf("the PBX has no switch %q", name)
	}
	return all[i]
}

// goTo opens a page by its name, once it is offered.
func (s *scene) goTo(page string) {
	s.t.Helper()
	s.must(s.WaitText(s.ctx, "Connected", page))
	s.must(s.Key("ctrl+k"))
	s.must(s.Type(page))
	s.must(s.Key("Return"))
}

func TestSwitches_OneIsTurnedByKeysMadeAFavouriteAndTurnedBackFromTheTray(t *testing.T) {
	s := setAt(t, demo.Options{Quiet: true, Admin: true})
	s.open()
	s.goTo("Switches")
	s.must(s.WaitText(s.ctx, "Holiday", "Night service", "Recording", "usually"))
	night := s.toggle("Night service")
	s.must(s.Key("Down", "space"))
	s.asked("POST", "/switches/"+night.UUID, `"value":"true"`)
	s.must(poll(s.ctx, "the switch to be on", func() (bool, error) { return s.toggle("Night service").Value == "true", nil }))
	s.must(s.WaitText(s.ctx, "set by you"))

	s.must(s.Key("Tab", "space"))
	s.must(poll(s.ctx, "the favourite in the tray", func() (bool, error) {
		items, err := s.desk.TrayMenu()
		return slices.ContainsFunc(items, func(i MenuItem) bool { return i.Label == "Night service" && i.Checked }), err
	}))
	s.must(s.Key("ctrl+6"))
	s.must(s.WaitText(s.ctx, "Only for a while", "Night service"))
	s.must(s.desk.TrayClick("Night service"))
	s.must(poll(s.ctx, "the switch to be off", func() (bool, error) { return s.toggle("Night service").Value == "false", nil }))
	s.must(s.WaitText(s.ctx, "Off", "set by you")) // here, too, as soon as it is read again
}
