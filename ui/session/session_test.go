package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/demo"
	"ringside/ui/settings"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// live runs a session until the test ends, and waits for its first picture.
func live(t *testing.T, office *demo.Office, folder string) *Session {
	t.Helper()
	a, secret := office.Login()
	s, err := Open(a, secret, Options{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); s.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	sub := s.Mirror.Subscribe()
	defer sub.Close()
	for s.Mirror.Picture().Connection.State != presence.Live {
		<-sub.Changes
	}
	return s
}

func office(t *testing.T) *demo.Office {
	o, err := demo.Start(t.Context(), demo.Options{Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Close)
	return o
}

func TestSession_KeepsFavouritesFromOneStartToTheNext(t *testing.T) {
	o, folder := office(t), t.TempDir()
	colleague := o.PBX.Office().Users[1].UUID
	t.Run("first", func(t *testing.T) {
		if err := live(t, o, folder).Mirror.SetFavourite(t.Context(), colleague, true); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("second", func(t *testing.T) {
		if !live(t, o, folder).Mirror.Picture().Contacts.Find(colleague).Favourite {
			t.Error("the favourite was forgotten")
		}
	})
}

func TestSession_ASecondOneGoesOnWithoutTheJournal(t *testing.T) {
	o, folder := office(t), t.TempDir()
	live(t, o, folder)
	if n := live(t, o, folder).Mirror.Picture().Contacts.Len(); n != 25 {
		t.Errorf("%d contacts", n)
	}
}

func TestSession_GoesByTheShortCodesThatAreSet(t *testing.T) {
	o, folder := office(t), t.TempDir()
	set := func(codes map[string]string) {
		if err := (settings.Settings{ShortCodes: codes}).Save(folder); err != nil {
			t.Fatal(err)
		}
	}
	set(map[string]string{"12": "203"})
	s := live(t, o, folder)
	sent := func() string {
		p, err := s.Mirror.Plan(t.Context(), presence.DialRequest{Typed: "12"})
		if err != nil {
			t.Fatal(err)
		}
		return p.Sent
	}
	if got := sent(); got != "203" {
		t.Errorf("at the start it would send %q", got)
	}
	set(map[string]string{"12": "204"})
	s.ReadSettings()
	if got := sent(); got != "204" {
		t.Errorf("then it would send %q", got)
	}
}

func TestSession_ReadsNumbersInTheRegionThatIsSetForItsAccount(t *testing.T) {
	o, folder := office(t), t.TempDir()
	a, _ := o.Login()
	set := func(region string) {
		var s settings.Settings
		s.ReadIn("another", "FR")
		s.ReadIn(a.ID(), region)
		if err := s.Save(folder); err != nil {
			t.Fatal(err)
		}
	}
	set("BE")
	s := live(t, o, folder)
	sent := func() string {
		p, err := s.Mirror.Plan(t.Context(), presence.DialRequest{Typed: "02 511 11 11"})
		if err != nil {
			return err.Error()
		}
		return p.Sent
	}
	if got := sent(); got != "+3225111111" {
		t.Errorf("at the start it would send %q", got)
	}
	set("")
	s.ReadSettings()
	if got := sent(); got == "+3225111111" {
		t.Errorf("by the PBX's own country it would still send %q", got)
	}
}

func TestOpen_RefusesAnAccountThatIsNone(t *testing.T) {
	if _, err := Open(account.Account{Address: "not an address"}, "x", Options{}); err == nil {
		t.Error("accepted")
	}
}

func TestSession_WritesNoSecret(t *testing.T) {
	o, folder := office(t), t.TempDir()
	_, secret := o.Login()
	t.Run("run", func(t *testing.T) { live(t, o, folder) })
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		content, err := os.ReadFile(f)
		if err != nil || strings.Contains(string(content), secret) {
			t.Errorf("%s: %v", f, err)
		}
	}
}
