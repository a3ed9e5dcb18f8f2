//go:build linux

package desk

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

// galleryPages are what Ctrl and a digit open, in the order of the digits.
var galleryPages = []string{"people", "calls", "voicemail", "contacts", "dial", "me", "settings", "checkup"}

// galleryWidths are a phone's, a small window's and a large one's, with their heights.
var galleryWidths = [][2]int{{360, 720}, {900, 680}, {1600, 950}}

// TestGallery takes pictures of every page in every shape, for people to judge: into the folder that RINGSIDE_PICTURES names,
// and only where that and RINGSIDE_GALLERY are set, since it takes minutes. `make gallery` runs it.
func TestGallery(t *testing.T) {
	if os.Getenv("RINGSIDE_GALLERY") == "" || os.Getenv("RINGSIDE_PICTURES") == "" {
		t.Skip("for `make gallery`")
	}
	for _, kind := range []struct {
		language, appearance string
		scale                int
	}{
		{"en", "light", 100}, {"nl", "dark", 100}, {"de", "light", 100}, {"fr", "contrast", 100}, {"de", "dark", 160},
	} {
		name := fmt.Sprintf("%s-%s", kind.language, kind.appearance)
		if kind.scale != 100 {
			name += fmt.Sprint("-", kind.scale)
		}
		t.Run(name, func(t *testing.T) {
			set, err := json.Marshal(map[string]any{"language": kind.language, "appearance": kind.appearance, "scale": kind.scale})
			if err != nil {
				t.Fatal(err)
			}
			s := inGallery(t, demo.Options{Quiet: true}, string(set))
			s.lively()
			for _, size := range galleryWidths {
				s.must(s.Resize(size[0], size[1]))
				for i, page := range galleryPages {
					s.must(s.Key(fmt.Sprint("ctrl+", i+1)))
					s.still()
					s.picture(fmt.Sprintf("%s-%s-%d", page, name, size[0]))
				}
				s.must(s.Key("ctrl+k"))
				s.still()
				s.picture(fmt.Sprintf("palette-%s-%d", name, size[0]))
				s.must(s.Key("Escape", "ctrl+1"))
			}
			s.inCall(name)
		})
	}
	t.Run("odd", galleryOfOddities)
}

// galleryOfOddities is what is seen where not all is well, and where there are many.
func galleryOfOddities(t *testing.T) {
	for _, look := range []string{"light", "dark"} {
		set := `{"language":"en","appearance":"` + look + `"}`
		s := inGallery(t, demo.Options{Quiet: true}, set)
		s.must(s.Resize(1000, 700))
		s.office.Close()
		s.must(s.WaitText(s.ctx, "Try"))
		s.still()
		s.picture("offline-" + look)
		s.must(s.End())

		s = inGallery(t, demo.Options{Quiet: true, Users: 10_000}, set)
		s.must(s.Resize(1000, 700))
		s.still()
		s.picture("crowd-" + look)
		s.must(s.Type("zzz"))
		s.still()
		s.picture("nobody-" + look)
		s.must(s.End())
	}
}

// inGallery opens a window in a light that suits pictures: without the race detector, which is slow.
func inGallery(t *testing.T, kind demo.Options, settings string) *scene {
	s := setAt(t, kind)
	s.ctx = t.Context() // many pictures take their time
	s.program = built(t, "ringside-plain", "ringside")
	s.settings(settings)
	s.open()
	s.must(s.Resize(900, 680))
	time.Sleep(2 * time.Second) // the list has come; there is no one word for it in all languages
	return s
}

// still waits until nothing moves any more.
func (s *scene) still() { time.Sleep(400 * time.Millisecond) }

// lively gives the office something to look at, and the user some calls that were.
func (s *scene) lively() {
	s.t.Helper()
	s.arrange()
	for _, c := range []pbxsim.Party{
		{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"},
		{Number: "0612345678", Normalized: "+31612345678"},
		{Number: "004930123456", Name: "Hotel Adler", Normalized: "+4930123456"},
	} {
		id, err := s.office.PBX.Incoming(c, s.me.Extension)
		s.must(err)
		time.Sleep(300 * time.Millisecond)
		if c.Name != "" {
			s.must(s.office.PBX.Answer(id, s.me.Phones[0]))
			time.Sleep(1200 * time.Millisecond)
		}
		s.must(s.office.PBX.Hangup(id))
		time.Sleep(300 * time.Millisecond)
	}
	time.Sleep(5 * time.Second) // until the cards have gone
}

// inCall shows calls that run: one of the user's own, and one that comes in meanwhile.
func (s *scene) inCall(name string) {
	s.t.Helper()
	s.must(s.Type(s.anna.Extension))
	s.must(s.Key("Return"))
	call := s.calling(func(c pbxsim.Call) bool { return len(c.Ringing) == 1 && c.Ringing[0] == s.anna.Phones[0] })
	s.still()
	s.picture("calling-" + name + "-1600")
	s.must(s.office.PBX.Answer(call.ID, s.anna.Phones[0]))
	_, err := s.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"}, s.me.Extension)
	s.must(err)
	for _, size := range galleryWidths {
		s.must(s.Resize(size[0], size[1]))
		s.still()
		s.picture(fmt.Sprintf("calls-run-%s-%d", name, size[0]))
	}
	s.must(s.End())
}
