package rows

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"

	"ringside/presence/toggles"
	"ringside/ui/lang"
)

// Switch is what a row says of a switch of the PBX.
type Switch struct {
	UUID, Name string
	// Detail is how it stands in words, how it usually does, and when it last changed.
	Detail string
	// Text is whether its value is something else than on and off. Value is that as it is, "" where there is none.
	Text  bool
	Value string
	On    bool // without Text
	Known bool // the PBX has told how it stands
	Fixed bool // nobody may change it here
}

// maxSwitchName and maxSwitchValue are how much is shown of what a PBX calls a switch and has for its value, in characters.
const (
	maxSwitchName  = 80
	maxSwitchValue = 200
)

// OfSwitch says what a row shows of a switch.
func OfSwitch(sw toggles.Switch, now time.Time, w *lang.Words) Switch {
	row := Switch{UUID: sw.UUID, Name: lang.Plain(sw.Name, maxSwitchName), Fixed: !sw.CanToggle.Or(true)}
	if row.Name == "" {
		row.Name = w.Say("switch_unnamed", lang.With{"UUID": sw.UUID[:min(4, len(sw.UUID))]})
	}
	state := "–"
	if value, told := sw.Value.Get(); told {
		on, is := toggles.IsOn(value)
		row.Text, row.On, row.Known, row.Value = !is, on, true, value
		if state = onOrOff(w, "switch_on", "switch_off", on); row.Text {
			state = cmp.Or(lang.Plain(value, maxSwitchValue), "–")
		}
	}
	parts := []string{state}
	if usual, told := sw.Default.Get(); told {
		parts = append(parts, onOrOff(w, "switch_usually_on", "switch_usually_off", usual))
		if !row.Known { // to touch it asks for the opposite
			row.On = usual
		}
	}
	if changed := lastChange(sw.Seen, now, w); changed != "" && row.Known {
		parts = append(parts, changed)
	}
	if row.Fixed {
		parts = append(parts, w.Say("switch_cannot"))
	}
	row.Detail = strings.Join(parts, " · ")
	return row
}

func onOrOff(w *lang.Words, on, off string, is bool) string {
	if is {
		return w.Say(on)
	}
	return w.Say(off)
}

// certain is how far apart two looks are at most that tell when something changed between them.
const certain = time.Minute

// lastChange says when a switch came to stand as it does, "" where nobody saw that.
func lastChange(s toggles.Seen, now time.Time, w *lang.Words) string {
	from, by := w.When(s.After, now), w.When(s.By, now)
	switch {
	case s.By.IsZero():
		return ""
	case s.Ours:
		return w.Say("switch_set_by_you", lang.With{"When": by})
	case s.By.Sub(s.After) <= certain, from == by:
		return w.Say("switch_changed", lang.With{"When": by})
	}
	return w.Say("switch_changed_between", lang.With{"From": from, "By": by})
}

// Switches lists the switches by name, those that a text is found in; "" finds all.
func Switches(list []toggles.Switch, query string, now time.Time, w *lang.Words) []Switch {
	words, order := strings.Fields(fold(query)), collate.New(w.Tag(), collate.Numeric)
	all := make([]Switch, 0, len(list))
	for _, sw := range list {
		row := OfSwitch(sw, now, w)
		name := fold(row.Name)
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(name, word) }) {
			all = append(all, row)
		}
	}
	slices.SortStableFunc(all, func(a, b Switch) int {
		return cmp.Or(order.CompareString(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID))
	})
	return all
}
