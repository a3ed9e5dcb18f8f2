package autostart

import "testing"

func TestRefused_IsReadFromTheNoteOfWindows(t *testing.T) {
	since := make([]byte, 11)
	for first, want := range map[byte]bool{2: false, 3: true, 6: false, 7: true} {
		if got := refused(append([]byte{first}, since...)); got != want {
			t.Errorf("%d: %v", first, got)
		}
	}
	if refused(nil) || refused([]byte{}) {
		t.Error("what nobody was asked about is refused")
	}
}
