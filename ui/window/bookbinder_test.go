package window

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"ringside/presence/addressbook"
)

func TestBookBinder_HoweverFastContactsChangeOneViewWaitsAndTheNewestIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cards := newCards()
		queue := make(chan func(), 64)
		b := newBookBinder(cards, func(f func()) { queue <- f })
		var shown []bookView
		b.show = func(v bookView) { shown = append(shown, v) }
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); b.run(ctx) }()
		defer func() { cancel(); <-done }()
		change := func(times int) {
			for i := range times {
				cards.set(&addressbook.Entry{ID: strconv.Itoa(i), Given: "Somebody"})
				time.Sleep(time.Millisecond)
			}
			time.Sleep(2 * standing)
			synctest.Wait()
		}
		change(50)
		if len(queue) > 0 {
			t.Fatalf("%d views wait although nobody looks", len(queue))
		}
		b.setVisible(true)
		synctest.Wait()
		change(100)
		if len(queue) != 1 {
			t.Fatalf("%d views wait, want 1", len(queue))
		}
		(<-queue)()
		if got := shown[len(shown)-1].index.Book(); got != cards.Book() {
			t.Errorf("a book of %d is shown, there are %d", got.Len(), cards.Book().Len())
		}
		b.setVisible(false)
		change(10)
		if len(queue) > 0 {
			t.Error("a view was made for nobody")
		}
	})
}
