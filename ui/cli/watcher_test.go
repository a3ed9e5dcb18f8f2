package cli

import (
	"strings"
	"testing"

	"ringside/pbxclient"
	"ringside/presence"
)

// picture is a mirror that only has a picture.
type picture struct {
	presence.Mirror
	snapshot *presence.Snapshot
}

func (p *picture) Picture() *presence.Snapshot { return p.snapshot }

// watched gives the lines that a watcher prints for pictures, one after the other.
func watched(t *testing.T, pictures ...*presence.Snapshot) []string {
	t.Helper()
	p := program(t, "")
	out := &waiter{}
	p.Stdout = out
	mirror := &picture{}
	w := &watcher{job: newJob(p, common{JSON: true}), mirror: mirror, last: &presence.Snapshot{}}
	for _, mirror.snapshot = range pictures {
		w.changes()
	}
	if w.err != nil {
		t.Fatal(w.err)
	}
	if err := w.out.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.lines()
}

// live is a picture that is current, with what else it holds.
func live(fill func(s *presence.Snapshot)) *presence.Snapshot {
	s := &presence.Snapshot{Connection: presence.Connection{State: presence.Live}, Synced: true, Resyncs: 1}
	fill(s)
	return s
}

func TestWatcher_IsSilentAboutChangesThatNoLineShows(t *testing.T) {
	first := live(func(s *presence.Snapshot) {
		s.Calls = []*presence.Call{{Key: 1, UniqueID: "a", State: presence.CallRinging, Stage: presence.PickedUp}}
		s.SetMailboxes(presence.NewMailboxes(&presence.Mailbox{Mailbox: pbxclient.Mailbox{UUID: "m", New: pbxclient.Some(1)}}))
	})
	second := live(func(s *presence.Snapshot) {
		s.Calls = []*presence.Call{{Key: 1, UniqueID: "a", State: presence.CallRinging, Stage: presence.TheyRing, Transferred: 1}}
		s.SetMailboxes(presence.NewMailboxes(&presence.Mailbox{Mailbox: pbxclient.Mailbox{UUID: "m", New: pbxclient.Some(1)}, Own: true}))
		s.System.Version = "4.1.12"
	})
	printed := watched(t, first, second, second)
	if len(printed) != 4 || !strings.Contains(printed[3], "synced") {
		t.Errorf("printed\n%s", strings.Join(printed, "\n"))
	}
}

func TestWatcher_TellsOfNobodyBeforeEverybodyIsKnown(t *testing.T) {
	early := live(func(s *presence.Snapshot) {
		s.Synced, s.Resyncs, s.Connection.State = false, 0, presence.Connecting
		s.Calls = []*presence.Call{{Key: 1, UniqueID: "a"}}
	})
	first := live(func(s *presence.Snapshot) { s.Calls = early.Calls })
	again := live(func(s *presence.Snapshot) { s.Calls, s.Resyncs = early.Calls, 2 })
	var kinds []string
	for _, line := range watched(t, early, first, again) {
		kinds = append(kinds, checkLine(t, line))
	}
	if got, want := strings.Join(kinds, " "), "connection connection call synced synced"; got != want {
		t.Errorf("printed %s, want %s", got, want)
	}
}

func TestWatcher_WritesNullForWhatIsNotKnown(t *testing.T) {
	printed := watched(t, live(func(s *presence.Snapshot) {
		s.Calls = []*presence.Call{{Key: 1, UniqueID: "a", State: presence.CallIncoming, Direction: presence.Inbound}}
		s.SetMailboxes(presence.NewMailboxes(&presence.Mailbox{Mailbox: pbxclient.Mailbox{UUID: "m", Number: "203"}}))
	}))
	box := decode[contractVoicemail](t, printed[1])
	call := decode[contractCall](t, printed[2])
	if box.New != nil || box.Old != nil || box.Urgent != nil || call.Number != nil || call.Name != nil || call.Outcome != nil || call.AnsweredBy != nil {
		t.Errorf("printed\n%s", strings.Join(printed, "\n"))
	}
}

func TestWatcher_TellsWhichColleagueIsFree(t *testing.T) {
	anna := &presence.Contact{UUID: "anna", FullName: "Anna", Extension: "203", Presence: presence.Available}
	p := program(t, "")
	out := &waiter{}
	p.Stdout = out
	s := live(func(s *presence.Snapshot) { s.Contacts = presence.NewRoster([]*presence.Contact{anna}, 1) })
	w := &watcher{job: newJob(p, common{JSON: true}), mirror: &picture{snapshot: s}, last: &presence.Snapshot{}}
	w.notice(presence.Notice{About: presence.ColleagueFree, Contact: anna})
	if err := w.out.Flush(); err != nil {
		t.Fatal(err)
	}
	printed := out.lines()
	want := `{"kind":"notice","about":"colleague_free","unique_id":null,"title":"Anna is free","body":"203","uuid":"anna"}`
	if got := printed[len(printed)-1]; got != want || checkLine(t, got) != "notice" {
		t.Errorf("printed\n%s", got)
	}
}

func TestWatcher_PrintsTheCallBeforeItsNotice(t *testing.T) {
	call := &presence.Call{Key: 1, UniqueID: "a", State: presence.CallRinging, Direction: presence.Inbound, Name: "Anna"}
	p := program(t, "")
	out := &waiter{}
	p.Stdout = out
	s := live(func(s *presence.Snapshot) { s.Calls = []*presence.Call{call} })
	w := &watcher{job: newJob(p, common{JSON: true}), mirror: &picture{snapshot: s}, last: &presence.Snapshot{}}
	w.notice(presence.Notice{About: presence.IncomingCall, Call: call})
	if err := w.out.Flush(); err != nil {
		t.Fatal(err)
	}
	printed := out.lines()
	if n := len(printed); n != 4 || !strings.Contains(printed[1], `"kind":"call"`) || checkLine(t, printed[3]) != "notice" {
		t.Errorf("printed\n%s", strings.Join(printed, "\n"))
	}
}
