package checkup

import (
	"strings"
	"time"

	"ringside/ui/lang"
)

// Name says in a few words what a check looks at.
func (c Check) Name(w *lang.Words) string { return w.Say("checkup_name_" + string(c)) }

// Name says in a word how a check came out.
func (s Status) Name(w *lang.Words) string { return w.Say("checkup_status_" + string(s)) }

// Summary says what was found, in one sentence.
func (r Result) Summary(w *lang.Words) string {
	return w.Say("checkup_is_"+string(r.Finding), r.gaps(w))
}

// Advice says what to do about it, in one sentence; "" where there is nothing to do.
func (r Result) Advice(w *lang.Words) string {
	id := "checkup_do_" + string(r.Finding)
	if said := w.Say(id, r.gaps(w)); said != id {
		return said
	}
	return ""
}

// counted is the fact that decides between singular and plural.
var counted = map[Finding]string{
	certificateTrusted: "days_left", certificatePinned: "days_left", certificateSoon: "days_left",
	ownReady: "phones", ownChoice: "phones", foldersSetAside: "set_aside",
}

// gaps are the facts for the gaps of a sentence, days_left as DaysLeft. Foreign text is made harmless, and a list of words is
// said in the language.
func (r Result) gaps(w *lang.Words) lang.With {
	with := lang.With{}
	for name, value := range r.Facts {
		switch value := value.(type) {
		case string:
			with[gap(name)] = lang.Plain(value, 120)
		case []string:
			said := make([]string, len(value))
			for i, word := range value {
				said[i] = w.Say("checkup_word_" + word)
			}
			with[gap(name)] = w.List(said)
		default:
			with[gap(name)] = value
		}
	}
	if region, told := r.Facts["region"].(string); told {
		with["Region"] = w.Region(region)
	}
	if until, err := time.Parse(time.DateOnly, factText(r.Facts["valid_until"])); err == nil {
		with["ValidUntil"] = w.Day(until, until.AddDate(1, 0, 0)) // never so near that the date is left out
	}
	if n, told := r.Facts[counted[r.Finding]].(int); told {
		with["Count"] = n
	}
	return with
}

// gap is the name of a fact as the translations have it.
func gap(fact string) string {
	var name strings.Builder
	for part := range strings.SplitSeq(fact, "_") {
		if part != "" {
			name.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return name.String()
}
