package widgets

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
)

// pad is a keypad with what was pressed on it.
func pad(t *testing.T) (*Keypad, *string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	typed := ""
	p := NewKeypad(func(r rune) { typed += string(r) }, func() { typed += "." })
	p.Resize(fyne.NewSize(300, 200))
	for _, k := range p.order { // as drawing them does
		test.WidgetRenderer(k.(*Key))
	}
	return p, &typed
}

// holdFor presses a key for a time, as the mouse does.
func holdFor(k *Key, d time.Duration) {
	k.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	time.Sleep(d)
	synctest.Wait()
	k.MouseUp(&desktop.MouseEvent{})
	k.Tapped(nil)
}

func TestKeypad_EachKeyGivesItsSign(t *testing.T) {
	p, typed := pad(t)
	for _, sign := range "123456789*0#" {
		test.Tap(p.Key(sign))
	}
	if *typed != "1.2.3.4.5.6.7.8.9.*.0.#." {
		t.Errorf("typed %q", *typed)
	}
}

func TestKeypad_ZeroHeldForHalfASecondIsPlus(t *testing.T) {
	for _, c := range []struct {
		sign rune
		held time.Duration
		want string
	}{
		{'0', 499 * time.Millisecond, "0."},
		{'0', 501 * time.Millisecond, "+."},
		{'0', time.Minute, "+."},
		{'5', time.Minute, "5."},
	} {
		p, typed := pad(t)
		synctest.Test(t, func(*testing.T) { holdFor(p.Key(c.sign), c.held) })
		if *typed != c.want {
			t.Errorf("%c held for %v gives %q", c.sign, c.held, *typed)
		}
	}
}

func TestKeypad_APointerThatLeavesPressesNothing(t *testing.T) {
	p, typed := pad(t)
	synctest.Test(t, func(*testing.T) {
		k := p.Key('0')
		k.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		k.MouseOut()
		time.Sleep(time.Second)
		synctest.Wait()
	})
	if *typed != "" || p.Key('0').Down() {
		t.Errorf("typed %q", *typed)
	}
}

func TestKey_LooksPressedWhileItIs(t *testing.T) {
	p, _ := pad(t)
	k := p.Key('5')
	looks := func(when string, pressed bool) {
		t.Helper()
		if got := k.paint.back.FillColor == theme.Color(look.Chosen); got != pressed {
			t.Errorf("%s: pressed is %v", when, got)
		}
	}
	looks("at first", false)
	k.TouchDown(nil)
	looks("under a finger", true)
	k.TouchUp(nil)
	looks("let go", false)
	p.Flash('5')
	k.paint.flash.Tick(0)
	looks("typed", true)
	k.paint.flash.Tick(1)
	looks("a moment later", false)
}

func TestKeypad_KeysAreAsLargeAsThereIsRoomFor(t *testing.T) {
	p, _ := pad(t)
	least := p.MinSize()
	p.Resize(least.Add(fyne.NewSize(60, 80)))
	first, last := p.Key('1'), p.Key('#')
	if got := last.Position().Add(last.Size()); got.X < least.Width+59 || got.Y < least.Height+79 || first.Size() != last.Size() {
		t.Errorf("the last key ends at %v", got)
	}
}
