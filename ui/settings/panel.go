package settings

import (
	"maps"
	"slices"
)

// Tab is a part of the operator panel that a person has put together.
type Tab struct {
	Name string `json:"name"`
	// Phones are UUIDs, in the person's order. There may be some that the PBX has no more: they may come back.
	Phones []string `json:"phones"`
}

// Tabs are those of the operator panel at an account, in order.
func (s Settings) Tabs(account string) []Tab { return s.Panels[account] }

// KeepTabs notes the tabs of the operator panel at an account.
func (s *Settings) KeepTabs(account string, tabs []Tab) {
	panels := map[string][]Tab{} // another one: copies of the settings share it
	maps.Copy(panels, s.Panels)
	panels[account] = tabs
	if len(tabs) == 0 {
		delete(panels, account)
	}
	s.Panels = panels
}

// Has reports whether a phone is in the tab.
func (t Tab) Has(phone string) bool { return slices.Contains(t.Phones, phone) }

// With is the tab with a phone more, at its end.
func (t Tab) With(phone string) Tab {
	if !t.Has(phone) {
		t.Phones = append(slices.Clip(t.Phones), phone)
	}
	return t
}

// Without is the tab without a phone.
func (t Tab) Without(phone string) Tab {
	t.Phones = slices.DeleteFunc(slices.Clone(t.Phones), func(p string) bool { return p == phone })
	return t
}

// Swapped is the tab with two phones in each other's place.
func (t Tab) Swapped(phone, other string) Tab {
	a, b := slices.Index(t.Phones, phone), slices.Index(t.Phones, other)
	if a >= 0 && b >= 0 {
		t.Phones = slices.Clone(t.Phones)
		t.Phones[a], t.Phones[b] = t.Phones[b], t.Phones[a]
	}
	return t
}
