package rows

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
)

// at gives somebody phones, all with one status code.
func at(c *presence.Contact, code pbxclient.Opt[int], phones ...string) *presence.Contact {
	for _, uuid := range phones {
		c.Phones = append(c.Phones, presence.ContactPhone{UUID: uuid, StatusCode: code})
	}
	return c
}

func phone(uuid, name string) pbxclient.Phone {
	return pbxclient.Phone{UUID: uuid, Name: pbxclient.Some(name), PhoneUsername: "sip-" + uuid}
}

func desk(uuid, name string) pbxclient.Phone {
	p := phone(uuid, name)
	p.HotDesk = pbxclient.Some(true)
	return p
}

// panelOf is a panel of an office with these phones.
func panelOf(phones []pbxclient.Phone, contacts ...*presence.Contact) (*Panel, *presence.Snapshot) {
	s, x := office(contacts...)
	p := NewPanel()
	p.Set(s, x)
	p.Read(phones)
	return p, s
}

func partsSaid(parts []PanelPart) []string {
	var lines []string
	for _, part := range parts {
		lines = append(lines, fmt.Sprint(part.Group, part.Letter, part.Phones))
	}
	return lines
}

var idle = pbxclient.Some(0)

func TestPanel_PhonesStandWithTheirPeopleThenHotDesksThenTheOthers(t *testing.T) {
	guest := named("Wim", "204", presence.Available)
	guest.Phones = []presence.ContactPhone{{UUID: "d2", HotDesk: true}}
	p, _ := panelOf([]pbxclient.Phone{
		phone("z", "Door"), desk("d10", "Desk 10"), desk("d2", "Desk 2"), phone("b", "Zoë's"), phone("a2", "Anna upstairs"), phone("a1", "Anna downstairs"),
		{UUID: "bare"},
		phone("z", "Front door"),
	}, named("Ik", "200", presence.Available), at(named("Zoë", "203", presence.Available), idle, "b"), at(named("Anna", "202", presence.Available), idle, "a1", "a2"), guest)
	want := []string{"0[a1 a2 b]", "1[d2 d10]", "2[bare z]"}
	if diff := cmp.Diff(want, partsSaid(p.Parts(""))); diff != "" {
		t.Error(diff)
	}
}

func TestPanel_ManyPhonesStandUnderLetters(t *testing.T) {
	contacts := []*presence.Contact{named("Ik", "200", presence.Available)}
	var phones []pbxclient.Phone
	for i := range lettersFrom {
		uuid := fmt.Sprintf("p%03d", i)
		contacts = append(contacts, at(named(fmt.Sprintf("%s %d", []string{"Émile", "Frits", "9 to 5"}[i%3], i), "", presence.Available), idle, uuid))
		phones = append(phones, phone(uuid, ""))
	}
	p, _ := panelOf(phones, contacts...)
	var letters []string
	for _, part := range p.Parts("") {
		letters = append(letters, part.Letter)
	}
	if diff := cmp.Diff([]string{"#", "E", "F"}, letters); diff != "" {
		t.Error(diff)
	}
}

func TestPanel_PhonesAreFoundByPersonPhoneAndNumber(t *testing.T) {
	p, _ := panelOf([]pbxclient.Phone{phone("a", "Reception"), phone("b", "Attic"), phone("door", "Front door"), {UUID: "fax", PhoneUsername: "288"}},
		named("Ik", "200", presence.Available), at(named("Anna Wójcik", "202", presence.Available), idle, "a"), at(named("Hannah", "203", presence.Available), idle, "b"))
	for query, want := range map[string][]string{
		"ann":    {"a", "b"},
		"wojcik": {"a"}, "recep": {"a"}, "front": {"door"}, "203": {"b"}, "288": {"fax"}, "nobody": nil,
	} {
		var got []string
		for _, part := range p.Parts(query) {
			got = append(got, part.Phones...)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}

func TestPanel_MovesOnlyWhenPhonesChangeHands(t *testing.T) {
	anna := at(named("Anna", "202", presence.Available), idle, "a")
	p, s := panelOf([]pbxclient.Phone{phone("a", ""), desk("d", "Desk")}, named("Ik", "200", presence.Available), anna)
	picture := func(change func(c *presence.Contact)) *presence.Snapshot {
		next, c := *s, *anna
		c.Phones = append([]presence.ContactPhone(nil), anna.Phones...)
		change(&c)
		next.Contacts = s.Contacts.With([]*presence.Contact{&c}, nil, s.Contacts.Version)
		return &next
	}
	busy := picture(func(c *presence.Contact) { c.Phones[0].StatusCode, c.Presence = pbxclient.Some(1), presence.OnCall })
	if p.Set(busy, p.index) {
		t.Error("a status moved a tile")
	}
	if got := p.Tile("a", "", panelEyes()).Word; got != "On a call" {
		t.Errorf("says %q", got)
	}
	if seated := picture(func(c *presence.Contact) {
		c.Phones = append(c.Phones, presence.ContactPhone{UUID: "d", HotDesk: true})
	}); !p.Set(seated, p.index) {
		t.Error("somebody has sat down at a desk")
	}
	if got := p.Tile("d", "", panelEyes()).Name; got != "Anna" {
		t.Errorf("the desk is %q's", got)
	}
}

func TestPanel_TellsOncePerPhoneThatItWasNotRead(t *testing.T) {
	p, _ := panelOf(nil, named("Ik", "200", presence.Available), at(named("Anna", "202", presence.Available), idle, "a"))
	if !p.Strays() || p.Strays() {
		t.Error("a phone that was not read is to be told of once")
	}
}

func TestPanel_ATabHasItsPhonesInItsOrderWithoutThoseThatAreGone(t *testing.T) {
	p, _ := panelOf([]pbxclient.Phone{phone("a", ""), phone("b", "")}, named("Ik", "200", presence.Available))
	if diff := cmp.Diff([]string{"3[b a]"}, partsSaid(p.Choose([]string{"b", "gone", "a"}))); diff != "" {
		t.Error(diff)
	}
	if p.Choose([]string{"gone"}) != nil {
		t.Error("nothing is left of it")
	}
}

func panelEyes() Eyes {
	return Eyes{Words: lang.New("en"), Region: "NL", Current: true, Now: time.Now()}
}
