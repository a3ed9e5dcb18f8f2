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
	items     []drawn
	gone      chan struct{} // closed when the items are replaced
	listening sync.WaitGroup
}

// drawn is an item as systray has it.
type drawn struct {
	item  *systray.MenuItem // nil for a separator
	below []drawn           // of the menu that it opens
}

// begin gives systray what does not change.
func (t *Tray) begin() *shown {
	s := &shown{tray: t, gone: make(chan struct{})}
	s.draw(t.wanted().Marks)
	return s
}

// draw shows the icon with marks on it.
func (s *shown) draw(m Marks) {
	s.menu.Marks = m
	if len(s.tray.icon) > 0 {
		systray.SetIcon(platformIcon(marked(s.tray.icon, m)))
	}
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
	if m.Marks != s.menu.Marks {
		s.draw(m.Marks)
	}
	if slices.EqualFunc(s.menu.Items, m.Items, inPlace) {
		changeAll(s.items, s.menu.Items, m.Items)
	} else {
		s.replace(m.Items)
	}
	s.menu = m
}

// inPlace reports whether one item can become the other: systray does not turn one into a checkable one.
func inPlace(a, b Item) bool {
	return a.ID == b.ID && a.Checkable == b.Checkable && a.separates() == b.separates() && slices.EqualFunc(a.Items, b.Items, inPlace)
}

func changeAll(entries []drawn, from, to []Item) {
	for i, e := range entries {
		if e.item != nil {
			change(e.item, from[i], to[i])
			changeAll(e.below, from[i].Items, to[i].Items)
		}
	}
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
		deafen(s.items)
		systray.ResetMenu()
	}
	s.items = make([]drawn, len(items))
	for i, item := range items {
		if item.separates() {
			systray.AddSeparator()
			continue
		}
		s.items[i].item = s.listen(item, top(item))
		for _, below := range item.Items {
			s.items[i].below = append(s.items[i].below, drawn{item: s.listen(below, under(s.items[i].item, below))})
		}
	}
}

// deafen keeps systray from closing what clicks are told by, at which moment a click would panic.
func deafen(entries []drawn) {
	for _, e := range entries {
		if e.item != nil {
			e.item.ClickedCh = nil
		}
		deafen(e.below)
	}
}

// top and under make an item of the menu, and of one that an item opens.
func top(item Item) *systray.MenuItem {
	if item.Checkable {
		return systray.AddMenuItemCheckbox(literal(item.Label), "", item.Checked)
	}
	return systray.AddMenuItem(literal(item.Label), "")
}

func under(above *systray.MenuItem, item Item) *systray.MenuItem {
	if item.Checkable {
		return above.AddSubMenuItemCheckbox(literal(item.Label), "", item.Checked)
	}
	return above.AddSubMenuItem(literal(item.Label), "")
}

// listen has clicks on an item told.
func (s *shown) listen(item Item, added *systray.MenuItem) *systray.MenuItem {
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
