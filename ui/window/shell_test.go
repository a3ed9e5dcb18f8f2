package window

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// seen are the pages that are to be seen, and named those whose names are.
func (p *seat) seen() (pages, details, named []page) {
	for i := range p.places {
		if p.places[i].main.Visible() {
			pages = append(pages, page(i))
		}
		if d := p.places[i].detail; d != nil && d.Visible() {
			details = append(details, page(i))
		}
		if p.items[i].Visible() {
			named = append(named, page(i))
		}
	}
	return pages, details, named
}

func (p *seat) look(want ...page) {
	p.t.Helper()
	pages, _, _ := p.seen()
	if diff := cmp.Diff(want, pages); diff != "" {
		p.t.Errorf("pages that are seen: %s", diff)
	}
}

func TestShell_ShowsAsMuchAsThereIsRoomFor(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	for _, at := range []struct {
		width          float32
		pages, details []page
		bar            bool
	}{
		{360, []page{peoplePage}, nil, true},
		{700, []page{peoplePage}, nil, false},
		{1000, []page{peoplePage}, []page{peoplePage}, false},
		{1600, []page{peoplePage, dialPage, mePage}, []page{peoplePage}, false},
	} {
		p.window.Resize(fyne.NewSize(at.width, 700))
		pages, details, named := p.seen()
		if diff := cmp.Diff(at.pages, pages); diff != "" {
			t.Errorf("%v wide: %s", at.width, diff)
		}
		if diff := cmp.Diff(at.details, details); diff != "" {
			t.Errorf("%v wide, in detail: %s", at.width, diff)
		}
		if slices.Contains(named, morePage) != at.bar || slices.Contains(named, voicemailPage) == at.bar {
			t.Errorf("%v wide: the names of %v", at.width, named)
		}
	}
}

func TestShell_EveryPageHasAKey(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(700, 700))
	for key, want := range map[fyne.KeyName]page{
		fyne.Key1: peoplePage, fyne.Key2: callsPage, fyne.Key3: voicemailPage, fyne.Key4: contactsPage, fyne.Key5: dialPage,
		fyne.Key6: mePage, fyne.Key7: settingsPage, fyne.Key8: checkupPage, fyne.KeyL: dialPage, fyne.KeyComma: settingsPage, fyne.KeyF: peoplePage,
	} {
		p.command(key)
		p.look(want)
	}
}

func TestShell_APhoneShowsADetailInPlaceOfItsPage(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(360, 700))
	p.people.Pick("anna")
	pages, details, _ := p.seen()
	if len(pages) != 0 || !slices.Contains(details, peoplePage) || !p.back.Visible() {
		t.Errorf("shows %v and in detail %v", pages, details)
	}
	test.Tap(p.back)
	p.look(peoplePage)
	if p.back.Visible() {
		t.Error("there is nothing to go back from")
	}
}

func TestShell_ANarrowWindowDialsToo(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(400, 700))
	test.Tap(p.items[dialPage])
	p.settle()
	p.typed("203")
	p.press(fyne.KeyReturn)
	p.expect(`dial 203 from="" auto=true`)
}

func TestShell_TheDialPadStaysWhereItHasAPaneOfItsOwn(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(1600, 700))
	p.open(callsPage)
	p.open(dialPage)
	p.look(callsPage, dialPage, mePage)
	if p.window.Canvas().Focused() != p.dialer.Focus() {
		t.Error("the dial field has no keyboard")
	}
}

func TestShell_ABadgeCountsWhatWaits(t *testing.T) {
	s := newStage(me(), anna)
	p := sit(t, s, settings.Settings{})
	p.window.Resize(fyne.NewSize(360, 700))
	p.setBadge(voicemailPage, 3)
	if p.places[voicemailPage].badge != 3 || p.places[morePage].badge != 3 {
		t.Error("a phone's bar has to tell of it as well")
	}
}

func TestPeople_NobodyMovesWhileSomebodyIsAimedAt(t *testing.T) {
	p := sit(t, newStage(me(), anna, hannah), settings.Settings{})
	before := p.people.Listed()
	p.press(fyne.KeyDown) // Anna is aimed at
	busy := *anna
	busy.Presence = presence.OnCall
	p.stage.paint(func(s *presence.Snapshot) {
		s.Contacts = presence.NewRoster([]*presence.Contact{me(), &busy, hannah}, 0)
	})
	p.refresh()
	if diff := cmp.Diff(before, p.people.Listed()); diff != "" {
		t.Errorf("somebody moved: %s", diff)
	}
	p.press(fyne.KeyEscape)
	if diff := cmp.Diff([]string{"hannah", "anna"}, p.people.Listed()); diff != "" {
		t.Errorf("nobody moved afterwards: %s", diff)
	}
}

func TestPeople_APointerThatRestsAimsAtNobodyAfterAWhile(t *testing.T) {
	p := sit(t, newStage(me(), anna, hannah), settings.Settings{})
	row := seen[*widgets.PersonRow](p.people.Content)[1] // below the heading
	row.MouseIn(&desktop.MouseEvent{})
	busy := *anna
	busy.Presence = presence.OnCall
	p.stage.paint(func(s *presence.Snapshot) {
		s.Contacts = presence.NewRoster([]*presence.Contact{me(), &busy, hannah}, 0)
	})
	p.refresh()
	if diff := cmp.Diff([]string{"anna", "hannah"}, p.people.Listed()); diff != "" {
		t.Fatalf("somebody moved: %s", diff)
	}
	p.wait()
	if len(p.delayed) != 1 {
		t.Errorf("%d looks are to come: while somebody is aimed at, there is one", len(p.delayed))
	}
	if p.people.CatchUp(time.Now().Add(time.Minute)) { // the pointer has left the window, and nobody was told
		t.Error("the list is out of order for ever")
	}
	if diff := cmp.Diff([]string{"hannah", "anna"}, p.people.Listed()); diff != "" {
		t.Errorf("it is not in order: %s", diff)
	}
	if p.wait(); len(p.delayed) != 0 {
		t.Errorf("%d looks are to come at a list in order", len(p.delayed))
	}
}

func TestShell_NamesOnAPhonesBarFitHoweverLargeTheLettersAre(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, 1.6))
	p.window.Resize(fyne.NewSize(360, 700))
	for _, name := range barPages {
		item := p.items[name]
		whole := slices.ContainsFunc(test.LaidOutObjects(p.content), func(o fyne.CanvasObject) bool {
			text, is := o.(*canvas.Text)
			return is && text.Text == item.Name() && text.MinSize().Width <= item.Size().Width
		})
		if !whole {
			t.Errorf("%s is cut, or wider than its place", item.Name())
		}
	}
}
