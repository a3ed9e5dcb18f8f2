package files

import (
	"bytes"
	"slices"
	"testing"

	. "ringside/presence/addressbook"
)

// holds is what has to be true whatever lies in a file: what is read can be written and is read again as it is, and every record
// has its place.
func holds(t *testing.T, r Records) {
	for _, s := range r.Skipped {
		if s.Line < 1 || s.Number < 1 || s.Reason == "" {
			t.Errorf("skipped %+v", s)
		}
	}
	var entries []*Entry
	for i := range r.Records {
		e := &r.Records[i].Entry
		again := *e
		if !again.Tidy() || !again.Same(e) {
			t.Errorf("%+v is not tidy", e)
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		return
	}
	for _, format := range formats {
		var out bytes.Buffer
		if _, err := Encode(&out, format, slices.Values(entries)); err != nil {
			t.Fatal(err)
		}
		back, err := Parse(out.Bytes())
		if err != nil || len(back.Records) != len(entries) {
			t.Fatalf("%s: %d of %d, %v", format, len(back.Records), len(entries), err)
		}
		for i := range entries {
			if !back.Records[i].Entry.Same(entries[i]) {
				t.Errorf("%s: %+v has become %+v", format, entries[i], back.Records[i].Entry)
			}
		}
	}
}

func FuzzCards(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=4A=C3=B6;a=\r\nb\r\nTEL;CELL:1\r\nEND:VCARD\r\n",
		"BEGIN:VCARD\nVERSION:3.0\nitem1.TEL:1\nitem1.X-ABLabel:_$!<Work>!$_\nNOTE:a\\n\n b\nPHOTO:x\nEND:VCARD\n",
		"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nTEL;VALUE=uri;TYPE=\"a,b\":tel:%2b1;ext=2\nFN:x\nEND:VCARD\nBEGIN:VCARD\n",
		"BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nEND:VCARD\nCATEGORIES:a,b\\,c\nORG:a;b;c\nEND:VCARD", "\xff\xfeB\x00E\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { holds(t, Cards(data)) })
}

func FuzzTable(f *testing.F) {
	for _, seed := range []string{
		"Name,Phone 1 - Label,Phone 1 - Value,Labels\n\"a\n\"\"b\",Work,1 ::: 2,* starred ::: x\n", "sep=;\nVorname;Nachname;Handy\n'=1;\"open;3\nx;y;1\n",
		"naam\tnummer\te-mail\na\t1\tb@c\n\n\t\t\n", "\ufeffPrénom,Nom,Tél.\r\nA,B,1\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, ok := parseTable(toUTF8(data)); ok {
			holds(t, r)
		}
	})
}
