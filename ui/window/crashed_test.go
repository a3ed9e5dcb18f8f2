package window

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"ringside/ui/settings"
)

func TestCrash_IsOfferedOnceAndForgottenWhenItWasSeen(t *testing.T) {
	w := raise(t, settings.Settings{})
	report := filepath.Join(w.Folder, "crash.txt")
	if err := os.WriteFile(report, []byte("Ringside 1.2.3\ngoroutine 1 [running]:\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.in()
	w.live.control.busy.Wait()
	w.settled()
	if !w.says(w.Words.Say("crashed")) {
		t.Fatal("it is not offered")
	}
	test.Tap(w.button("crash_copy"))
	w.settled()
	if said := w.app.Clipboard().Content(); said != "Ringside 1.2.3\ngoroutine 1 [running]:\n" {
		t.Errorf("copied %q", said)
	}
	if _, err := os.Stat(report); err == nil {
		t.Error("it is kept")
	}
	w.in()
	w.live.control.busy.Wait()
	w.settled()
	if w.says(w.Words.Say("crashed")) {
		t.Error("it is offered again")
	}
}
