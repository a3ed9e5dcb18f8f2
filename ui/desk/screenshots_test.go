//go:build linux

package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

// TestScreenshots takes the README's pictures of the program as it is, into the folder that RINGSIDE_PICTURES names.
// `make screenshots` runs it.
func TestScreenshots(t *testing.T) {
	if os.Getenv("RINGSIDE_PICTURES") == "" {
		t.Skip("for `make screenshots`")
	}
	for _, look := range []string{"light", "dark"} {
		t.Run(look, func(t *testing.T) {
			s := set(t)
			s.settings(`{"appearance":"` + look + `"}`)
			s.arrange()
			s.open()
			s.must(s.WaitText(s.ctx, "Available", "Connected"))
			s.star(s.anna.Extension, "218")
			s.picture("people-" + look)
			s.must(s.Type(strings.ToLower(s.anna.FullName[:3])))
			s.must(s.Key("Return"))
			call := s.calling(func(c pbxsim.Call) bool { return len(c.Ringing) == 1 && c.Ringing[0] == s.anna.Phones[0] })
			s.must(s.office.PBX.Answer(call.ID, s.anna.Phones[0]))
			s.must(s.WaitText(s.ctx, "0:0"))
			s.picture("call-" + look)
			s.must(s.Key("Escape", "ctrl+h"))
			s.must(poll(s.ctx, "the end of the call", func() (bool, error) { return len(s.office.PBX.Office().Calls) == 0, nil }))
			s.must(s.Resize(1600, 900))
			s.must(s.Type("218"))
			s.must(s.WaitText(s.ctx, "Last calls", "Type or paste"))
			s.picture("wide-" + look)
			s.must(s.Key("Escape"))
			s.must(s.Resize(400, 700))
			s.must(s.WaitText(s.ctx, "Dial"))
			s.picture("narrow-" + look)
			s.must(s.Key("ctrl+l"))
			s.must(s.Type("020 123 4567"))
			s.must(s.WaitText(s.ctx, "Netherlands"))
			s.picture("dial-" + look)
		})
	}
}

// TestScreenshots_OfTheRooms takes those of the pages of what the PBX has besides people and calls.
func TestScreenshots_OfTheRooms(t *testing.T) {
	if os.Getenv("RINGSIDE_PICTURES") == "" {
		t.Skip("for `make screenshots`")
	}
	for _, look := range []string{"light", "dark"} {
		t.Run(look, func(t *testing.T) { picturesOfTheRooms(t, look) })
	}
}

func picturesOfTheRooms(t *testing.T, look string) {
	s := setAt(t, demo.Options{Quiet: true, Admin: true})
	s.settings(`{"appearance":"` + look + `"}`)
	s.open()
	s.must(s.WaitText(s.ctx, "Available", "Connected", "Queues"))
	queue := s.office.PBX.Office().Queues[0]
	for _, c := range []pbxsim.Party{
		{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"},
		{Number: "0612345678", Normalized: "+31612345678"},
		{Number: "004930123456", Name: "Hotel Adler", Normalized: "+4930123456"},
	} {
		_, err := s.office.PBX.Incoming(c, queue.Extension)
		s.must(err)
	}
	_, err := s.office.PBX.Incoming(pbxsim.Party{Number: "0301234567", Name: "Garage Smit", Normalized: "+31301234567"}, s.anna.Extension)
	s.must(err)
	s.must(s.Key("ctrl+9"))
	s.must(s.WaitText(s.ctx, "Longest"))
	s.must(s.Key("Down", "Down"))
	s.must(s.WaitText(s.ctx, "Bakery"))
	time.Sleep(5 * time.Second) // until they have waited a while
	s.picture("queues-" + look)
	s.must(s.Key("F11"))
	s.must(s.WaitText(s.ctx, "Longest wait"))
	s.picture("wallboard-" + look)
	s.must(s.Key("Escape"))
	s.command("phones")
	s.must(s.WaitText(s.ctx, "Hotel Adler calls")) // what is in the search field is not read in every light
	s.picture("phones-" + look)
	s.must(s.Key("ctrl+r"))
	s.must(s.WaitText(s.ctx, "For this call"))
	s.picture("reception-" + look)
	s.must(s.Key("Escape"))
	s.must(s.Resize(720, 420))
	s.command("switches")
	s.must(s.WaitText(s.ctx, "Night service"))
	s.picture("switches-" + look)
	s.command("hot desks")
	s.must(s.WaitText(s.ctx, "Flex 1"))
	s.picture("desks-" + look)
}

// command gives a command by the palette.
func (s *scene) command(name string) {
	s.t.Helper()
	s.must(s.Key("ctrl+k"))
	s.still()
	s.must(s.Type(name))
	s.still()
	s.must(s.Key("Return"))
}

// arrange gives the office something to look at: some ring, some talk, one is away.
func (s *scene) arrange() {
	s.t.Helper()
	codes := []int{0, 1, 0, 8, 0, 16, 0, 4}
	for i, p := range s.office.PBX.Office().Phones {
		if p.UUID != s.me.Phones[0] && p.UUID != s.anna.Phones[0] {
			s.must(s.office.PBX.SetPhoneStatus(p.UUID, codes[i%len(codes)]))
		}
	}
}

// star makes colleagues favourites.
func (s *scene) star(extensions ...string) {
	s.t.Helper()
	_, err := s.xdotool("mousemove", "1", "1") // nobody in a list moves that is pointed at
	s.must(err)
	for _, e := range extensions {
		s.must(s.Type(e))
		s.must(s.Key("ctrl+b", "Escape"))
	}
	s.must(s.WaitText(s.ctx, "Favourites", given(s.anna)))
	s.still() // until the last one has found its place
}

// picture keeps what the window shows.
func (s *scene) picture(name string) {
	s.t.Helper()
	shot, err := s.Screenshot()
	s.must(err)
	if into := os.Getenv("RINGSIDE_PICTURES"); into != "" {
		s.must(os.WriteFile(filepath.Join(into, name+".png"), shot, 0o644))
	}
}
