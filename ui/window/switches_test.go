package window

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// atSwitches opens the page of the switches of an office, as one of its accounts: 0 is an ordinary user, 1 has the admin role.
func atSwitches(t *testing.T, pbx *pbxsim.PBX, who int) *seat {
	p := visit(t, pbx, pbx.Accounts()[who], newStage(me(), anna), settings.Settings{})
	p.until("the page", func() bool { return !p.places[switchesPage].closed })
	p.open(switchesPage)
	p.look(switchesPage)
	return p
}

func quiet() *pbxsim.PBX { return pbxsim.New(pbxsim.Options{Quiet: true}) }

// named is a switch of a page, by the name that the PBX has for it.
func (p *seat) named(at page, name string) *widgets.SwitchRow {
	p.t.Helper()
	rows := on[*widgets.SwitchRow](p, at)
	i := slices.IndexFunc(rows, func(r *widgets.SwitchRow) bool { return r.Title() == name })
	if i < 0 {
		p.t.Fatalf("there is no switch %q among %d", name, len(rows))
	}
	return rows[i]
}

// valueOf is the truth about a switch.
func valueOf(pbx *pbxsim.PBX, name string) string {
	all := pbx.Office().Switches
	return all[slices.IndexFunc(all, func(s pbxsim.Switch) bool { return s.Name == name })].Value
}

func TestSwitches_ShowHowTheyStand(t *testing.T) {
	p := atSwitches(t, quiet(), 1)
	for name, want := range map[string]struct {
		hint  string
		shown widgets.Switch
	}{
		"Night service": {"Off · usually off", widgets.Switch{}},
		"Holiday":       {"– · usually off", widgets.Switch{Unknown: true}},
		"Recording":     {"– · usually on · you may not change it", widgets.Switch{Unknown: true, On: true, Disabled: true}},
	} {
		row := p.named(switchesPage, name)
		if row.Hint() != want.hint || row.Shown() != want.shown {
			t.Errorf("%s: %q, %+v", name, row.Hint(), row.Shown())
		}
	}
}

func TestSwitches_OneIsTurnedAndTheLastChangeIsOurs(t *testing.T) {
	pbx := quiet()
	p := atSwitches(t, pbx, 1)
	night := p.named(switchesPage, "Night service")
	p.window.Canvas().Focus(night)
	p.press(fyne.KeySpace)
	if !night.Shown().Asked || night.Hint() != p.words.Say("switch_setting") {
		t.Errorf("while it is set it shows %+v and says %q", night.Shown(), night.Hint())
	}
	p.press(fyne.KeySpace) // which must not be asked for twice, from wherever
	p.switchActs().Turn(pbx.Office().Switches[0].UUID, true)
	p.until("the switch to be on", func() bool { return night.Shown() == widgets.Switch{On: true} })
	if valueOf(pbx, "Night service") != "true" || !strings.Contains(night.Hint(), "On · usually off · set by you, ") {
		t.Errorf("the PBX has %q, and it says %q", valueOf(pbx, "Night service"), night.Hint())
	}
	posts := 0
	for _, r := range pbx.Requests() {
		if r.Method == http.MethodPost {
			posts++
		}
	}
	if posts != 1 {
		t.Errorf("it was set %d times", posts)
	}
}

func TestSwitches_OneThatWasNeverSetIsTurnedToTheOppositeOfTheUsual(t *testing.T) {
	pbx := quiet()
	p := atSwitches(t, pbx, 1)
	test.Tap(p.named(switchesPage, "Holiday"))
	p.until("the switch to be on", func() bool { return p.named(switchesPage, "Holiday").Shown() == widgets.Switch{On: true} })
	if got := valueOf(pbx, "Holiday"); got != "true" {
		t.Errorf("the PBX has %q", got)
	}
}

func TestSwitches_WhoMayNotSetThemOnlySeesThem(t *testing.T) {
	pbx := quiet()
	p := atSwitches(t, pbx, 0)
	night := p.named(switchesPage, "Night service")
	test.Tap(night)
	p.settle()
	if !night.Shown().Disabled || night.Shown().Asked || valueOf(pbx, "Night service") != "false" {
		t.Errorf("it shows %+v, and the PBX has %q", night.Shown(), valueOf(pbx, "Night service"))
	}
}

func TestSwitches_ThoseThatMayNotBeReadAreNotOffered(t *testing.T) {
	p := visitSwitches(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	if p.open(switchesPage); !p.places[switchesPage].closed {
		t.Error("there is nothing to be seen")
	}
}

func TestSwitches_AreReadOnlyWhileTheyAreSeen(t *testing.T) {
	pbx := quiet()
	p := atSwitches(t, pbx, 0)
	p.open(peoplePage)
	p.setVisible(false)
	p.settle()
	reads := 0
	for _, r := range pbx.Requests() {
		if strings.HasSuffix(r.Path, "/switches") {
			reads++
		}
	}
	if reads != 1 {
		t.Errorf("they were read %d times", reads)
	}
}

func TestSwitches_FavouritesStandBesideTheOwnState(t *testing.T) {
	pbx := quiet()
	p := atSwitches(t, pbx, 1)
	uuid := pbx.Office().Switches[0].UUID
	star := func() {
		test.Tap(on[*widget.Button](p, switchesPage)[1]) // of the second by name, the night service
	}
	star()
	if diff := cmp.Diff([]string{uuid}, p.starred()); diff != "" || p.saved != 1 {
		t.Fatalf("saved %d times: %s", p.saved, diff)
	}
	p.open(mePage)
	night := p.named(mePage, "Night service")
	test.Tap(night)
	p.until("the switch to be on", func() bool { return night.Shown() == widgets.Switch{On: true} })
	if got := valueOf(pbx, "Night service"); got != "true" {
		t.Errorf("the PBX has %q", got)
	}
	p.open(switchesPage)
	star()
	p.open(mePage)
	for _, row := range on[*widgets.SwitchRow](p, mePage) {
		if row.Title() == "Night service" {
			t.Error("it is still there")
		}
	}
}

func TestSwitches_AreReadForTheOwnStateOnlyWithFavourites(t *testing.T) {
	pbx := quiet()
	p := atSwitches(t, pbx, 0)
	if p.open(mePage); p.switchesSeen() {
		t.Error("they are read although there are no favourites")
	}
	p.switchActs().Favourite(pbx.Office().Switches[0].UUID)
	if !p.switchesSeen() || !p.says(mePage, "Off · usually off") {
		t.Error("the favourite is not read")
	}
	if p.open(peoplePage); p.switchesSeen() {
		t.Error("they are read although nobody sees them")
	}
	p.setVisible(false)
	if p.open(mePage); p.switchesSeen() {
		t.Error("they are read although the window is hidden")
	}
}

func TestSwitches_FavouritesThatMayNotBeReadAnyMoreAreGone(t *testing.T) {
	pbx := quiet()
	p := atSwitches(t, pbx, 0)
	p.switchActs().Favourite(pbx.Office().Switches[0].UUID)
	pbx.Inject(pbxsim.Fault{Match: func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/switches") }, Status: http.StatusForbidden})
	p.switches.poller.Again()
	p.until("the refusal", func() bool { return p.switches.read.Denied })
	p.look(peoplePage)
	if p.open(mePage); p.says(mePage, "Off · usually off") {
		t.Error("it is still there")
	}
}
