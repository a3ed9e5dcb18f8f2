package rows

import (
	"slices"
	"strings"

	"ringside/presence"
	"ringside/ui/lang"
)

// Command is something that can be done from the palette.
type Command struct {
	Name string // what it does, in the imperative
	Keys string // the shortcut that does the same, as people write it; "" for none
	Do   func()
}

// Finding is one line of the palette: a command, somebody to call, or a number to call.
type Finding struct {
	Title, Detail string
	Keys          string
	Presence      presence.Presence // of a colleague, "" for anything else
	Current       bool              // it is what holds now
	Found         Spans             // in the title
	Number        string            // to call as typed; "" for what is no number
	Contact       *presence.Contact // a colleague to call; nil for anything else
	Own           bool              // Number is that of one of the own contacts
	Do            func()            // a command; nil for anything else
}

// findPeople is how many colleagues the palette lists, findOwn how many own contacts.
const (
	findPeople = 6
	findOwn    = 4
)

// Find lists what a text in the palette may mean: colleagues, then own contacts, the number if it is one, and commands. Nothing
// typed lists the commands. own may be nil.
func (x *Index) Find(s *presence.Snapshot, typed string, own *BookIndex, commands []Command, e Eyes) []Finding {
	var list []Finding
	if strings.TrimSpace(typed) != "" && x != nil {
		for _, p := range x.search(s, typed) {
			if len(list) == findPeople {
				break
			}
			row := OfContact(p.Contact, e)
			list = append(list, Finding{
				Title: row.Name, Detail: strings.Trim(row.Word+"  ·  "+row.Detail, " ·"), Presence: row.Presence, Current: row.Current,
				Found: Matches(row.Name, typed), Contact: p.Contact,
			})
		}
	}
	v := PreviewOf(typed, s.Rules(), e.Words)
	known := slices.ContainsFunc(list, func(f Finding) bool { return f.Contact.Extension == v.Sent })
	list = append(list, own.find(typed, e)...)
	if v.Sent != "" && !known {
		list = append(list, Finding{Title: e.Words.Say("palette_call", lang.With{"Number": strings.TrimSpace(typed)}), Detail: v.Line, Number: typed})
	}
	return append(list, matching(commands, typed)...)
}

// find lists the first of the own contacts that a text finds, of those that can be called.
func (x *BookIndex) find(typed string, e Eyes) []Finding {
	if x == nil || strings.TrimSpace(typed) == "" {
		return nil
	}
	var list []Finding
	for _, p := range x.People(typed) {
		number := FirstNumber(p.Entry)
		if number == "" {
			continue
		}
		row := OfEntry(p.Entry, e.Words, e.Region)
		list = append(list, Finding{
			Title: row.Name, Detail: strings.Trim(e.written(number)+"  ·  "+p.Entry.Organisation, " ·"), Found: Matches(row.Name, typed),
			Number: number, Own: true,
		})
		if len(list) == findOwn {
			break
		}
	}
	return list
}

// matching are the commands whose names have every word of a text in them.
func matching(commands []Command, typed string) []Finding {
	words := strings.Fields(fold(typed))
	var list []Finding
	for _, c := range commands {
		name := fold(c.Name)
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(name, word) }) {
			list = append(list, Finding{Title: c.Name, Keys: c.Keys, Found: Matches(c.Name, typed), Do: c.Do})
		}
	}
	return list
}
