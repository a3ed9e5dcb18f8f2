//go:build linux

package desk

import (
	"strings"
	"sync"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// another is a program on the desktop besides Ringside, with a window of its own: in it a text can be selected, or copied.
type another struct {
	s      *scene
	x      *xgb.Conn
	window xproto.Window
	texts  map[xproto.Atom]string
	once   sync.Once
	ended  chan struct{}
}

// another starts one, which has the focus; texts are what is there by the names of the selections.
func (s *scene) another(texts map[string]string) *another {
	s.t.Helper()
	a := &another{s: s, texts: map[xproto.Atom]string{}, ended: make(chan struct{})}
	var err error
	a.x, err = xgb.NewConnDisplay(s.desk.display)
	s.must(err)
	a.window, err = xproto.NewWindowId(a.x)
	s.must(err)
	root := xproto.Setup(a.x).DefaultScreen(a.x).Root
	s.must(xproto.CreateWindowChecked(a.x, 0, a.window, root, 0, 0, 300, 200, 0, xproto.WindowClassInputOutput, 0, 0, nil).Check())
	s.must(xproto.MapWindowChecked(a.x, a.window).Check())
	for name, text := range texts {
		atom, err := s.desk.atom(name)
		s.must(err)
		a.texts[atom] = text
		s.must(xproto.SetSelectionOwnerChecked(a.x, a.window, atom, xproto.TimeCurrentTime).Check())
	}
	go func() {
		defer close(a.ended)
		a.serve()
	}()
	s.t.Cleanup(a.end)
	s.must(poll(s.ctx, "the focus of the other program", func() (bool, error) {
		focus, err := xproto.GetInputFocus(s.desk.x).Reply()
		if err == nil && focus.Focus != a.window {
			_ = xproto.SetInputFocusChecked(a.x, xproto.InputFocusParent, a.window, xproto.TimeCurrentTime).Check() // it may not be mapped yet
		}
		return err == nil && focus.Focus == a.window, err
	}))
	return a
}

// serve hands over what is selected to whoever asks.
func (a *another) serve() {
	for {
		event, failed := a.x.WaitForEvent()
		if event == nil && failed == nil {
			return
		}
		asked, is := event.(xproto.SelectionRequestEvent)
		if !is {
			continue
		}
		text := a.texts[asked.Selection]
		xproto.ChangeProperty(a.x, xproto.PropModeReplace, asked.Requestor, asked.Property, asked.Target, 8, uint32(len(text)), []byte(text))
		told := xproto.SelectionNotifyEvent{Requestor: asked.Requestor, Selection: asked.Selection, Target: asked.Target, Property: asked.Property}
		xproto.SendEvent(a.x, false, asked.Requestor, 0, string(told.Bytes()))
	}
}

// end ends the program, and what was selected in it.
func (a *another) end() {
	a.once.Do(a.x.Close)
	<-a.ended
}

func TestShortcut_CallsWhatIsSelectedInAnotherProgramOrWasCopied(t *testing.T) {
	s := set(t)
	s.settings(`{"shortcut":{"on":true}}`)
	s.open("--hidden")
	other := s.another(map[string]string{"PRIMARY": "Tel: 020-123 45 67", "CLIPBOARD": "+49 30 123456"})
	s.must(poll(s.ctx, "the window", func() (bool, error) { // the desktop does not know the keys at once
		return s.Visible(), s.Key("ctrl+shift+F9")
	}))
	s.must(s.WaitWindow(s.ctx))
	s.must(s.WaitText(s.ctx, "Call", "+31 20 123 4567", "Netherlands"))
	for _, r := range s.office.PBX.Requests() {
		if r.Method == "POST" && strings.Contains(r.Path, "/call") {
			t.Error("it was called before it was answered")
		}
	}
	s.must(s.Key("Return"))
	s.asked("POST", "/call", `"number":"+31201234567"`)
	other.end()

	s.another(map[string]string{"CLIPBOARD": "+49 30 123456"})
	s.must(s.Key("ctrl+shift+F9"))
	s.must(s.WaitText(s.ctx, "Call", "+49 30 123456", "Germany"))
}

func TestShortcut_SaysThatAnotherProgramHasTheKeys(t *testing.T) {
	s := set(t)
	const f9 = 75 // on the keyboard that the X server has of itself
	root := xproto.Setup(s.desk.x).DefaultScreen(s.desk.x).Root
	s.must(xproto.GrabKeyChecked(s.desk.x, false, root, xproto.ModMaskControl|xproto.ModMaskShift, f9, xproto.GrabModeAsync, xproto.GrabModeAsync).Check())
	s.settings(`{"shortcut":{"on":true}}`)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.Resize(1000, 1040))
	s.must(s.Key("ctrl+comma"))
	s.must(s.WaitText(s.ctx, "Another program has these keys"))
}
