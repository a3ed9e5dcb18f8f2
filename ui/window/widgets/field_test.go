package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestSearchField_APlaceholderThatIsTooLongIsCutUntilThereIsRoom(t *testing.T) {
	test.NewTempApp(t)
	const hint = "Search people and contacts"
	f := NewSearchField(hint, nil)
	f.Resize(fyne.NewSize(160, 40))
	if cut, ends := strings.CutSuffix(f.PlaceHolder, "…"); !ends || !strings.HasPrefix(hint, cut) {
		t.Errorf("narrow: %q", f.PlaceHolder)
	}
	f.Resize(fyne.NewSize(400, 40))
	if f.PlaceHolder != hint {
		t.Errorf("wide: %q", f.PlaceHolder)
	}
}
