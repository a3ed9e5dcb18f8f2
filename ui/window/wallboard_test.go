package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringside/ui/settings"
)

func TestWallboard_OpensByItsKeyFromAnywhereAndIsLeftByEscape(t *testing.T) {
	p := queuing(t, acdOffice(25))
	for _, from := range []page{peoplePage, callsPage, dialPage, mePage, settingsPage, queuesPage} {
		p.open(from)
		if focused := p.window.Canvas().Focused(); focused != nil {
			p.press(fyne.KeyF11)
		} else {
			p.canvas.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF11})
		}
		if p.queues.board.Wallboard == nil || !p.full {
			t.Fatalf("it does not open from page %d", from)
		}
		if names, _ := p.queues.board.Showing(); len(names) != 1 {
			t.Errorf("it shows %q", names)
		}
		leave := fyne.KeyEscape
		if from == dialPage {
			leave = fyne.KeyF11
		}
		p.press(leave)
		if p.queues.board.Wallboard != nil || p.full || p.canvas.Overlays().Top() != nil {
			t.Fatal("it is not left")
		}
		p.look(queuesPage)
	}
}

func TestWallboard_IsNotThereForWhomThePBXDoesNotTell(t *testing.T) {
	pbx := acdOffice(25)
	p := visit(t, pbx, pbx.Accounts()[2], newStage(me(), anna), settings.Settings{})
	p.canvas.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF11})
	if p.queues.board.Wallboard != nil || p.full {
		t.Error("it is empty")
	}
}

func TestWallboard_GoesWithThePage(t *testing.T) {
	p := queuing(t, acdOffice(25))
	p.openBoard()
	p.command(fyne.Key1)
	if p.queues.board.Wallboard != nil || p.full {
		t.Error("it stays over another page, with figures that nobody reads")
	}
}
