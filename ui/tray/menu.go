//go:build (linux && !android) || windows || (darwin && !ios)

package tray

import (
	"context"
	"slices"
	"sync"

	"fyne.io/systray"
)

// shown is what systray has been told, by one goroutine.
type shown struct {
	tray      *Tray
	menu      Menu
	items     []*systray.MenuItem // nil for a separator
	gone      chan struct{}       // closed when the items are replaced
	listening sync.WaitGroup
}

// begin gives systray what does not change.
func (t *Tray) begin() *shown {
	if len(t.icon) > 0 {
		systray.SetIcon(platformIcon(t.icon))
	}
	return &shown{tray: t, gone: make(chan struct{})}
}

// onTapped has to come before systray runs, which reads it without a lock.
func (t *Tray) onTapped() {
	if t.tapped != nil {
		systray.SetOnTapped(func() { t.soon(t.tapped) })
	}
}

// follow brings every change of the menu to systray until ctx ends.
func (s *shown) follow(ctx context.Context) {
	defer func() {
		close(s.gone)
		s.listening.Wait()
	}()
	for ctx.Err() == nil {
		s.update(s.tray.wanted())
		select {
		case <-ctx.Done():
		case <-s.tray.changed:
		}
	}
}

func (s *shown) update(m Menu) {
	if m.Tooltip != s.menu.Tooltip {
		systray.SetTooltip(m.Tooltip)
	}
	if slices.EqualFunc(s.menu.Items, m.Items, inPlace) {
		for i, item := range s.items {
			if item != nil {
				change(item, s.menu.Items[i], m.Items[i])
			}
		}
	} else {
		s.replace(m.Items)
	}
	s.menu = m
}

// inPlace reports whether one item can become the other: systray does not turn one into a checkable one.
func inPlace(a, b Item) bool {
	return a.ID == b.ID && a.Checkable == b.Checkable && (a == Item{}) == (b == Item{})
}

func change(item *systray.MenuItem, from, to Item) {
	if from.Label != to.Label {
		item.SetTitle(literal(to.Label))
	}
	if from.Checked != to.Checked {
		if to.Checked {
			item.Check()
		} else {
			item.Uncheck()
		}
	}
	if from.Disabled != to.Disabled {
		if to.Disabled {
			item.Disable()
		} else {
			item.Enable()
		}
	}
}

// replace makes the menu anew. The new items have new numbers, so that a click on an old one does nothing.
func (s *shown) replace(items []Item) {
	if len(s.items) > 0 {
		close(s.gone)
		s.gone = make(chan struct{})
		for _, item := range s.items {
			if item != nil {
				item.ClickedCh = nil // ResetMenu would close it, and a click at that moment panic
			}
		}
		systray.ResetMenu()
	}
	s.items = make([]*systray.MenuItem, len(items))
	for i, item := range items {
		if (item == Item{}) {
			systray.AddSeparator()
			continue
		}
		s.items[i] = s.add(item)
	}
}

func (s *shown) add(item Item) *systray.MenuItem {
	var added *systray.MenuItem
	if item.Checkable {
		added = systray.AddMenuItemCheckbox(literal(item.Label), "", item.Checked)
	} else {
		added = systray.AddMenuItem(literal(item.Label), "")
	}
	added.ClickedCh = make(chan struct{}, 1) // systray forgets a click that nobody waits for at that moment
	if item.Disabled {                       // either call also makes the channel known to whoever clicks
		added.Disable()
	} else {
		added.Enable()
	}
	clicks, gone := added.ClickedCh, s.gone
	s.listening.Go(func() {
		for {
			select {
			case <-gone:
				return
			case <-clicks:
				if item.ID != "" {
					s.tray.soon(func() { s.tray.chosen(item.ID) })
				}
			}
		}
	})
	return added
}
