package share

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"ringside/pbxclient"
	"ringside/presence"
)

// TestContact_ComesOutAsItWentIn crosses contacts with any text in them. Bytes that are no UTF-8 may be replaced.
func TestContact_ComesOutAsItWentIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.Custom(drawContact).Draw(t, "contact")
		line := appendContact(nil, c)
		if bytes.IndexByte(line, '\n') != len(line)-1 {
			t.Fatalf("it is not one line: %s", line)
		}
		p := newReader(presence.NewBoard(presence.Blank("")))
		if _, known := p.take(line); !known {
			t.Fatal("the line is of no known kind")
		}
		p.take([]byte(`{"kind":"picture"}`))
		got := p.board.Picture().Contacts.Find(valid(c.UUID))
		if got == nil {
			t.Fatalf("there is no such contact after %s", line)
		}
		if diff := cmp.Diff(contactSeen(asUTF8(c)), contactSeen(got), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		var script Contact
		if err := json.Unmarshal(line, &script); err != nil {
			t.Fatal(err)
		}
		want, _ := json.Marshal(OfContact(asUTF8(c)))
		if got, _ := json.Marshal(script); !bytes.Equal(got, want) {
			t.Fatalf("a script reads\n%s, and from watch --json\n%s", got, want)
		}
	})
}

func drawContact(t *rapid.T) *presence.Contact {
	text := rapid.OneOf(
		rapid.String(), rapid.Just(""), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		rapid.SampledFrom([]string{"\u2028\u2029", "\"\\\n\r\t\x00\x7f", "<&>", "😀", "\xed\xa0\x80", "null"}),
	)
	draw := func(name string) string { return text.Draw(t, name) }
	c := &presence.Contact{
		UUID: "u" + draw("uuid"), Username: draw("username"), FullName: draw("full name"), Extension: draw("extension"),
		Favourite: rapid.Bool().Draw(t, "favourite"), Note: draw("note"), TellWhenFree: rapid.Bool().Draw(t, "tell when free"),
		Presence: rapid.SampledFrom([]presence.Presence{presence.Available, presence.OnCall, presence.Unknown}).Draw(t, "presence"),
		DND:      drawOpt(t, "dnd", rapid.Bool()), CW: drawOpt(t, "cw", rapid.Bool()),
		CallForward: drawOpt(t, "forward", text), HotDesk: drawOpt(t, "desk", text),
	}
	if at := rapid.Int64Range(0, 1<<42).Draw(t, "since"); at > 0 {
		c.Since = time.UnixMilli(at)
	}
	if at := rapid.Int64Range(0, 1<<42).Draw(t, "desk since"); at > 0 {
		c.DeskSince = time.UnixMilli(at)
	}
	taken := map[string]bool{"": true}
	for range rapid.IntRange(0, 3).Draw(t, "assigned") {
		a := pbxclient.AssignedPhone{
			Type:  rapid.SampledFrom([]pbxclient.PhoneType{pbxclient.AssignedTypePhone, pbxclient.AssignedTypeHotDesk, pbxclient.AssignedTypeNumber}).Draw(t, "type"),
			Phone: draw("phone"), Number: draw("number"), Trunk: draw("trunk"), Personal: drawOpt(t, "personal", rapid.Bool()),
		}
		c.Assigned = append(c.Assigned, a)
		if a.Type == pbxclient.AssignedTypePhone && !taken[valid(a.Phone)] {
			taken[valid(a.Phone)] = true
			c.Phones = append(c.Phones, presence.ContactPhone{
				UUID: a.Phone, Name: draw("name"), StatusCode: drawOpt(t, "code", rapid.IntRange(-2, 31)), Personal: a.Personal.Or(false),
			})
		}
	}
	if desk := c.HotDesk.Or(""); !taken[valid(desk)] {
		c.Phones = append(c.Phones, presence.ContactPhone{UUID: desk, Name: draw("name"), HotDesk: true})
	}
	return c
}

func drawOpt[T any](t *rapid.T, name string, value *rapid.Generator[T]) pbxclient.Opt[T] {
	switch rapid.IntRange(0, 2).Draw(t, name) {
	case 0:
		return pbxclient.Opt[T]{}
	case 1:
		return pbxclient.NullOpt[T]()
	}
	return pbxclient.Some(value.Draw(t, name))
}

// valid is a text with what JSON puts in place of bytes that are no UTF-8.
func valid(text string) string { return string([]rune(text)) }

// asUTF8 is a contact of which every text is valid.
func asUTF8(c *presence.Contact) *presence.Contact {
	v := *c
	for _, text := range []*string{&v.UUID, &v.Username, &v.FullName, &v.Extension, &v.Note, &v.CallForward.Value, &v.HotDesk.Value} {
		*text = valid(*text)
	}
	v.Assigned, v.Phones = nil, nil
	for _, a := range c.Assigned {
		a.Phone, a.Number, a.Trunk = valid(a.Phone), valid(a.Number), valid(a.Trunk)
		v.Assigned = append(v.Assigned, a)
	}
	for _, p := range c.Phones {
		p.UUID, p.Name = valid(p.UUID), valid(p.Name)
		if code, known := p.StatusCode.Get(); !known {
			p.StatusCode = pbxclient.Opt[int]{}
		} else {
			p.StatusCode = pbxclient.Some(code)
		}
		v.Phones = append(v.Phones, p)
	}
	return &v
}
