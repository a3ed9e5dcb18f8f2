package window

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

func TestExport_SavesWhatIsListedInAFileOfItsOwn(t *testing.T) {
	calls := manyCalls(1200)
	for i := range calls {
		calls[i].Placed = i%2 == 1
	}
	p := sitAtCalls(t, calls...)
	p.history.Choose(rows.OutgoingCalls)
	p.settle()
	path := filepath.Join(t.TempDir(), "calls.csv")
	p.askExport(rows.Looked{Filter: rows.OutgoingCalls})
	field := p.window.Canvas().Focused().(*widgets.Field)
	if filepath.Ext(field.Text) != ".csv" {
		t.Errorf("offers %q", field.Text)
	}
	field.SetText(path)
	p.press(fyne.KeyReturn)
	p.settle()
	if !strings.Contains(p.message.Text(), path) || !strings.Contains(p.message.Text(), "600") {
		t.Errorf("said %q", p.message.Text())
	}
	content, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	lines, err := csv.NewReader(content).ReadAll()
	if err != nil || len(lines) != 601 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	p.export(rows.Looked{}, path)
	p.settle()
	if p.message.Text() != p.words.Say("export_exists") {
		t.Errorf("said %q", p.message.Text())
	}
	if again, _ := os.Stat(path); again.Size() == 0 {
		t.Error("the file was overwritten")
	}
}

func TestExport_LeavesNoHalfFileBehind(t *testing.T) {
	p := sitAtCalls(t, manyCalls(3)...)
	p.stage.refuse = errors.New("no")
	path := filepath.Join(t.TempDir(), "calls.csv")
	p.export(rows.Looked{}, path)
	p.settle()
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) || p.message.Text() == "" {
		t.Errorf("%v, said %q", err, p.message.Text())
	}
	p.export(rows.Looked{}, filepath.Join(t.TempDir(), "no", "such", "folder.csv"))
	p.settle()
	if !strings.Contains(p.message.Text(), "could not be written") {
		t.Errorf("said %q", p.message.Text())
	}
}
