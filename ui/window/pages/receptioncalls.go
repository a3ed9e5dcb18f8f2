package pages

import (
	"slices"

	"ringside/presence"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Shown is the call that the page is about, nil for none.
func (r *Reception) Shown() *presence.Call {
	if i := slices.IndexFunc(r.house, func(c *presence.Call) bool { return rows.HouseKey(c) == r.shown }); i >= 0 {
		return r.house[i]
	}
	return nil
}

func (r *Reception) describeCall(key string) rows.Tile {
	if i := slices.IndexFunc(r.house, func(c *presence.Call) bool { return rows.HouseKey(c) == key }); i >= 0 {
		return r.panel.HouseCall(r.house[i], r.eyes)
	}
	return rows.Tile{UUID: key}
}

// follow brings the calls of the picture to the page. It is about the one that a person chose for as long as that goes on, and else
// about the one that has come in last.
func (r *Reception) follow() {
	r.house = rows.HouseCalls(r.snap)
	var keys []string
	for _, c := range r.house {
		keys = append(keys, rows.HouseKey(c))
	}
	if !slices.Contains(keys, r.chosen) {
		r.chosen = ""
	}
	about := r.chosen
	if about == "" && len(keys) > 0 {
		about = keys[0]
	}
	if about != r.shown {
		r.turnTo(about)
	}
	r.calls.Set([]rows.PanelPart{{Group: rows.Chosen, Phones: keys}}, r.shown)
	if len(keys) > 0 {
		r.nothing.Set("", "", "")
	} else {
		r.nothing.Set(look.Call, r.words.Say("house_none"), r.words.Say("house_none_hint"))
	}
	r.matching = nil
	if c := r.Shown(); c != nil {
		r.matching = r.index.For(c, r.snap, r.book, r.earlier)
	}
	r.show()
}

// turnTo makes the page about another call.
func (r *Reception) turnTo(key string) {
	r.shown, r.earlier = key, nil
	if !r.moved {
		r.picked = ""
	}
	if c := r.Shown(); c != nil {
		r.OnEarlier(c)
	}
	r.notes.earlier(nil)
}

// choose makes the page about a call that a person chose.
func (r *Reception) choose(key string) {
	if key == "" {
		return
	}
	r.chosen, r.moved = key, false
	r.search.SetText("")
	r.follow()
	r.calls.Pick(key)
}
