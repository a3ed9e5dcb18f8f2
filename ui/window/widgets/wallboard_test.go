package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// boardOf is a wallboard of so many queues on a screen.
func boardOf(t *testing.T, n int, size fyne.Size) *Wallboard {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	b := NewWallboard([4]string{"Waiting", "Longest", "Free", "Service"})
	test.NewTempWindow(t, b).Resize(size)
	b.Resize(size)
	b.Set(BoardState{Queues: queuesNamed(n)})
	return b
}

func queuesNamed(n int) []rows.Queue {
	var queues []rows.Queue
	for i := range n {
		f := rows.Figure{Text: "12", Level: rows.Fine}
		queues = append(queues, rows.Queue{Name: fmt.Sprint("Queue ", i+1), Waiting: f, Longest: rows.Figure{Text: "10:05"}, Free: f, Service: f, Level: rows.Fine, Word: "All well"})
	}
	return queues
}

func TestWallboard_CanBeReadFromAfarHoweverManyQueuesThereAre(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1920, Height: 1080}, {Width: 1280, Height: 1024}, {Width: 3840, Height: 2160}, {Width: 1080, Height: 1920}} {
		for _, n := range []int{1, 2, 5, 6, 7, 100} {
			b := boardOf(t, n, size)
			names, letters := b.Showing()
			if len(names) == 0 || letters < size.Height/12 && len(names) > 1 {
				t.Errorf("%d queues on %v: %d in letters of %v", n, size, len(names), letters)
			}
		}
	}
}

func TestWallboard_ThoseThereIsNoRoomForComeInTurn(t *testing.T) {
	b := boardOf(t, 14, fyne.NewSize(1920, 1080))
	var all []string
	for turn := range 3 {
		b.Set(BoardState{Queues: queuesNamed(14), Turn: 3 + turn, Leave: "Esc"})
		names, _ := b.Showing()
		all = append(all, names...)
		if want := fmt.Sprintf("%d/3 · Esc", turn+1); b.Place() != want {
			t.Errorf("it says %q, want %q", b.Place(), want)
		}
	}
	if slices.Sort(all); len(slices.Compact(all)) != 14 {
		t.Errorf("%q come up", all)
	}
}

func TestWallboard_OfNoQueueIsEmpty(t *testing.T) {
	if names, _ := boardOf(t, 0, fyne.NewSize(800, 600)).Showing(); len(names) != 0 {
		t.Error(names)
	}
}
