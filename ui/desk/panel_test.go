//go:build linux

package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

// bakery is somebody outside who calls.
var bakery = pbxsim.Party{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"}

// operator opens Ringside as somebody who may see all phones.
func operator(t *testing.T) *scene {
	t.Helper()
	s := setAt(t, demo.Options{Quiet: true, Admin: true})
	s.open()
	s.must(s.WaitText(s.ctx, "Connected", "Phones")) // which is offered once the PBX was found to tell of them
	return s
}

// toPanel goes to the operator panel by keys.
func (s *scene) toPanel() {
	s.t.Helper()
	s.must(s.Key("ctrl+k"))
	s.must(s.Type("phones"))
	s.must(s.Key("Return"))
	s.must(s.WaitText(s.ctx, "Search phones", "Available"))
}

func TestPanel_ATileTellsWhoCallsAndIsCalledByKeys(t *testing.T) {
	s := operator(t)
	s.toPanel()
	_, err := s.office.PBX.Incoming(bakery, s.anna.Extension)
	s.must(err)
	s.must(s.WaitText(s.ctx, "Ringing", "Bakery", "calls"))
	s.must(s.Type(s.anna.Extension))
	s.must(s.WaitText(s.ctx, given(s.anna)))
	s.must(s.Key("Return"))
	s.asked("POST", "/call", `"number":"`+s.anna.Extension+`"`)
}

func TestPanel_ATransferIsShownWhereItWent(t *testing.T) {
	s := operator(t)
	s.toPanel()
	id, err := s.office.PBX.Incoming(bakery, s.anna.Extension)
	s.must(err)
	s.must(s.office.PBX.Answer(id, s.anna.Phones[0]))
	s.must(s.WaitText(s.ctx, "With", "Bakery"))
	s.must(s.office.PBX.BlindTransfer(id, "299"))
	s.must(s.WaitText(s.ctx, "299", "failed"))
	s.must(s.office.PBX.BlindTransfer(id, s.me.Extension))
	s.must(s.WaitText(s.ctx, "calls", "transferred"))
}

func TestPanel_ATabIsPutTogetherByKeysAndKept(t *testing.T) {
	s := operator(t)
	s.toPanel()
	s.must(s.Type(s.anna.Extension))
	s.must(s.Key("Menu", "Down", "Down", "Return")) // below calling it: into a new tab
	s.must(s.Type("Team"))
	s.must(s.Key("Return", "Escape", "Right", "Return")) // the first phone of the tab
	s.asked("POST", "/call", `"number":"`+s.anna.Extension+`"`)
	s.must(s.Key("ctrl+1"))
	s.must(s.WaitText(s.ctx, "By presence"))
	kept, err := os.ReadFile(filepath.Join(s.desk.Home(), ".config", "ringside", "window.json"))
	s.must(err)
	if !strings.Contains(string(kept), s.anna.Phones[0]) {
		t.Errorf("kept is %s", kept)
	}
}

func TestReception_ACallIsAnsweredForTheHouseByKeys(t *testing.T) {
	s := operator(t)
	s.must(s.Key("ctrl+r"))
	s.must(s.WaitText(s.ctx, "Calls in the house", "No calls"))
	id, err := s.office.PBX.Incoming(bakery, s.me.Extension)
	s.must(err)
	s.must(s.office.PBX.Answer(id, s.me.Phones[0]))
	s.must(s.WaitText(s.ctx, "Bakery", "Connected", "Note"))
	s.must(s.Key("ctrl+h"))
	s.asked("DELETE", "/call/")
	_, err = s.office.PBX.Incoming(bakery, s.anna.Extension)
	s.must(err)
	s.must(s.WaitText(s.ctx, "For this call", given(s.anna)))
	s.must(s.Key("Return")) // whom it is for
	s.asked("POST", "/call", `"number":"`+s.anna.Extension+`"`)
	s.must(s.Key("Escape"))
	s.must(s.WaitText(s.ctx, "By presence"))
}
