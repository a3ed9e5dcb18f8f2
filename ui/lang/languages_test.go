package lang

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLanguages_AreNamedInThemselves(t *testing.T) {
	want := []Language{{"en", "English"}, {"de", "Deutsch"}, {"fr", "Français"}, {"nl", "Nederlands"}}
	if diff := cmp.Diff(want, Languages()); diff != "" {
		t.Error(diff)
	}
}

func TestSpeak_ChangesTheLanguageWhileOthersSpeak(t *testing.T) {
	w := New("en")
	var speakers sync.WaitGroup
	for range 4 {
		speakers.Go(func() {
			for range 50 {
				if said := w.Say("new_messages", With{"Count": 1234}); said != "1,234 new messages" && said != "1.234 neue Nachrichten" {
					t.Errorf("it says %q", said)
				}
			}
		})
	}
	w.Speak("de")
	if got := w.Say("dnd"); got != "Bitte nicht stören" || w.Tag().String() != "de" {
		t.Errorf("it speaks %v, and says %q", w.Tag(), got)
	}
	speakers.Wait()
}

func TestPreferred_TakesTheRegionFromTheSystem(t *testing.T) {
	for _, c := range []struct {
		preferred []string
		want      string
	}{
		{[]string{"en", "en-US"}, "12:00 PM"}, {[]string{"en-GB", "en-US"}, "12:00"}, {[]string{"en", "nl-NL"}, "12:00"}, {[]string{"en", "fr-US"}, "12:00"},
	} {
		if got := New(c.preferred...).TimeOfDay(noon); got != c.want {
			t.Errorf("%q: %s, want %s", c.preferred, got, c.want)
		}
	}
	if got := Preferred("fr"); len(got) == 0 || got[0] != "fr" {
		t.Errorf("who chose French prefers %q", got)
	}
}
