package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"ringside/ui/settings"
)

func TestShell_APageThatThisLoginMayNotReadIsNotOffered(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(700, 800))
	p.open(queuesPage)
	p.look(peoplePage)
	p.offer(queuesPage, true)
	if _, _, named := p.seen(); !slices.Contains(named, queuesPage) {
		t.Errorf("the names are %v", named)
	}
	p.command(fyne.Key9)
	p.look(queuesPage)
	p.offer(queuesPage, false)
	p.look(peoplePage)
}

func TestShell_ALowWindowReachesAllPagesThroughOne(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	for _, room := range []page{queuesPage, phonesPage, switchesPage, desksPage} {
		p.offer(room, true)
	}
	p.window.Resize(fyne.NewSize(700, 400))
	_, _, named := p.seen()
	if !slices.Contains(named, morePage) || slices.Contains(named, desksPage) || !slices.Contains(named, mePage) {
		t.Fatalf("the names are %v", named)
	}
	p.open(morePage)
	p.look(morePage)
	p.open(desksPage)
	p.look(desksPage)
	if !p.shell.chosen(morePage, p.names()) {
		t.Error("no name stands for the page that is shown")
	}
	p.window.Resize(fyne.NewSize(700, 900))
	if _, _, named := p.seen(); slices.Contains(named, morePage) || !slices.Contains(named, desksPage) {
		t.Errorf("with room for all of them the names are %v", named)
	}
}

func TestShell_APageIsToldWhetherItIsSeen(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(700, 700))
	var told []bool
	p.places[queuesPage].seen = func(yes bool) { told = append(told, yes) }
	p.offer(queuesPage, true)
	p.open(queuesPage)
	p.setVisible(true)
	p.open(peoplePage)
	p.open(queuesPage)
	p.setVisible(false)
	if diff := cmp.Diff([]bool{true, false, true, false}, told); diff != "" {
		t.Error(diff)
	}
}
