package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// keyMenu is the key on keyboards that opens what else can be done.
const keyMenu = desktop.KeyMenu

// tabMover is what is held while a key that goes from tab to tab takes the one that is shown with it.
const tabMover = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift

// setTabs shows these tabs, and one of them.
func (p *Phones) setTabs(tabs []settings.Tab, shown int) {
	p.tabs = tabs
	names := []string{p.words.Say("panel_all")}
	for _, t := range tabs {
		names = append(names, t.Name)
	}
	p.tab = min(shown, len(tabs))
	p.bar.Set(names, p.tab)
	widgets.SetVisible(p.row, len(tabs) > 0)
}

// keepTabs is setTabs for what a person has changed.
func (p *Phones) keepTabs(tabs []settings.Tab, shown int) {
	p.setTabs(tabs, shown)
	p.OnTabs(tabs)
	p.show(false)
}

// changeTab puts another tab in the place of one.
func (p *Phones) changeTab(i int, t settings.Tab) {
	tabs := slices.Clone(p.tabs)
	tabs[i] = t
	p.keepTabs(tabs, p.tab)
}

// choose shows a tab.
func (p *Phones) choose(i int) {
	p.setTabs(p.tabs, i)
	p.search.SetText("")
	p.picked = ""
	p.show(true)
}

// tabsOn is by how many tabs a key goes on, 0 for one that does not.
func tabsOn(k fyne.KeyName) int {
	switch k {
	case fyne.KeyPageUp:
		return -1
	case fyne.KeyPageDown:
		return 1
	}
	return 0
}

// turn goes from tab to tab by keys.
func (p *Phones) turn(k fyne.KeyName) bool {
	by := tabsOn(k)
	if by != 0 {
		all := len(p.tabs) + 1
		p.choose((p.tab + by + all) % all)
	}
	return by != 0
}

// shortcut deals with keys pressed together with Ctrl or Alt.
func (p *Phones) shortcut(s fyne.Shortcut) bool {
	keys, custom := s.(*desktop.CustomShortcut)
	switch {
	case !custom:
		return false
	case keys.Modifier == fyne.KeyModifierShortcutDefault:
		return p.turn(keys.KeyName)
	case keys.Modifier == tabMover:
		return p.shiftTab(tabsOn(keys.KeyName))
	case keys.Modifier == fyne.KeyModifierAlt && keys.KeyName == fyne.KeyLeft:
		p.shift(-1)
	case keys.Modifier == fyne.KeyModifierAlt && keys.KeyName == fyne.KeyRight:
		p.shift(1)
	default:
		return false
	}
	return true
}

// shift moves the phone that is picked within its tab, by as many places.
func (p *Phones) shift(by int) {
	other := p.grid.Beside(by)
	if p.tab == 0 || p.search.Text != "" || p.picked == "" || other == p.picked {
		return
	}
	p.changeTab(p.tab-1, p.tabs[p.tab-1].Swapped(p.picked, other))
	p.pick(p.picked)
}

// canShiftTab reports whether the tab that is shown can be moved by so many places: the one with all phones stays the first.
func (p *Phones) canShiftTab(by int) bool {
	return p.tab > 0 && p.tab+by > 0 && p.tab+by <= len(p.tabs)
}

// shiftTab moves the tab that is shown to the place of the one beside it, and reports whether that was asked for.
func (p *Phones) shiftTab(by int) bool {
	if by != 0 && p.canShiftTab(by) {
		tabs, at := slices.Clone(p.tabs), p.tab-1
		tabs[at], tabs[at+by] = tabs[at+by], tabs[at]
		p.keepTabs(tabs, p.tab+by)
	}
	return by != 0
}

// nameTab asks for the name of a new tab, with a phone in it unless phone is "".
func (p *Phones) nameTab(phone string) {
	p.OnName(p.words.Say("panel_tab_name"), "", func(name string) {
		if name = strings.TrimSpace(name); name == "" {
			return
		}
		t := settings.Tab{Name: name}
		if phone != "" {
			t = t.With(phone)
		}
		tabs := append(slices.Clip(p.tabs), t)
		p.search.SetText("")
		p.keepTabs(tabs, len(tabs))
		p.focus(p.grid)
	})
}

// openTabMenu lists what can be done with the tab that is shown.
func (p *Phones) openTabMenu() {
	items := []*fyne.MenuItem{fyne.NewMenuItem(p.words.Say("panel_tab_new"), func() { p.nameTab("") })}
	if at := p.tab - 1; at >= 0 {
		t := p.tabs[at]
		with := lang.With{"Name": t.Name}
		left := withKeys(p.words.Say("panel_tab_left", with), fyne.KeyPageUp, tabMover, func() { p.shiftTab(-1) })
		right := withKeys(p.words.Say("panel_tab_right", with), fyne.KeyPageDown, tabMover, func() { p.shiftTab(1) })
		left.Disabled, right.Disabled = !p.canShiftTab(-1), !p.canShiftTab(1)
		items = append(items, left, right,
			fyne.NewMenuItem(p.words.Say("panel_tab_rename", with), func() {
				p.OnName(p.words.Say("panel_tab_name"), t.Name, func(name string) {
					if t.Name = strings.TrimSpace(name); t.Name != "" {
						p.changeTab(at, t)
					}
				})
			}),
			fyne.NewMenuItem(p.words.Say("panel_tab_delete", with), func() {
				p.OnSure(p.words.Say("panel_tab_sure", with), p.words.Say("panel_tab_delete", with), func() {
					p.keepTabs(slices.Delete(slices.Clone(p.tabs), at, at+1), 0)
				})
			}))
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.search)
	p.openAt(items, corner.AddXY(p.search.Size().Width, 0))
}

// openMenu lists what can be done with a phone, at a place in the window.
func (p *Phones) openMenu(uuid string, at fyne.Position) {
	p.picked = uuid
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(p.words.Say("panel_call", lang.With{"Name": p.describe(uuid).Name}), func() { p.call(uuid) }),
		fyne.NewMenuItemSeparator(),
	}
	for i, t := range p.tabs {
		item, with := "panel_put", t.With(uuid)
		if t.Has(uuid) {
			item, with = "panel_take", t.Without(uuid)
		}
		items = append(items, fyne.NewMenuItem(p.words.Say(item, lang.With{"Name": t.Name}), func() { p.changeTab(i, with) }))
	}
	items = append(items, fyne.NewMenuItem(p.words.Say("panel_put_new"), func() { p.nameTab(uuid) }))
	if p.tab > 0 && p.search.Text == "" {
		items = append(items, fyne.NewMenuItemSeparator(),
			withKeys(p.words.Say("panel_left"), fyne.KeyLeft, fyne.KeyModifierAlt, func() { p.shift(-1) }),
			withKeys(p.words.Say("panel_right"), fyne.KeyRight, fyne.KeyModifierAlt, func() { p.shift(1) }))
	}
	p.openAt(items, at)
}

// withKeys is an item of a menu that tells which keys do the same.
func withKeys(label string, k fyne.KeyName, with fyne.KeyModifier, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(label, do)
	item.Shortcut = &desktop.CustomShortcut{KeyName: k, Modifier: with}
	return item
}

func (p *Phones) openAt(items []*fyne.MenuItem, at fyne.Position) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.grid); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}
