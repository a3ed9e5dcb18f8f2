//go:build linux

package desk

import (
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

func TestQueues_AreWatchedShownToTheRoomAndCountedFromZero(t *testing.T) {
	s := setAt(t, demo.Options{Quiet: true, Admin: true})
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	queue := s.office.PBX.Office().Queues[0]
	_, err := s.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"}, queue.Extension)
	s.must(err)
	s.must(s.WaitText(s.ctx, "Queues")) // it is known that this login may see them
	s.must(s.Key("ctrl+9"))
	s.must(s.WaitText(s.ctx, queue.Name, "Longest"))
	s.must(s.Key("Home", "Return"))
	s.must(s.WaitText(s.ctx, "Bakery Jansen"))
	s.asked("GET", "/acd/"+queue.UUID+"/stats")

	s.must(s.Key("F11"))
	s.must(s.WaitText(s.ctx, queue.Name, "Esc to leave"))
	s.must(s.Key("Escape"))
	s.must(s.WaitText(s.ctx, "Bakery Jansen", "Since reset"))

	s.must(s.ClickWord("Trends"))
	s.must(s.WaitText(s.ctx, "Longest wait"))
	s.must(s.ClickWord("Reset"))
	s.must(s.WaitText(s.ctx, "from zero?", "from the beginning"))
	s.must(s.Key("Tab", "space"))
	s.asked("POST", "/acd/", "reset")
	s.must(s.WaitText(s.ctx, "Counted from zero"))
}
