package files

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	. "ringside/presence/addressbook"
)

// crlf is a file with the ends of lines that the standards ask for.
func crlf(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }

// parsed is the entries of a file.
func parsed(t *testing.T, data string) []Entry {
	t.Helper()
	r, err := Parse([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	var list []Entry
	for _, record := range r.Records {
		list = append(list, record.Entry)
	}
	return list
}

func TestParse_ReadsWhatProgramsExport(t *testing.T) {
	latin1, _ := charmap.ISO8859_1.NewEncoder().String(crlf("BEGIN:VCARD", "VERSION:2.1", "N;CHARSET=ISO-8859-1:Müller;Jürgen", "TEL;WORK;VOICE:030 1234", "END:VCARD"))
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Zoë", "END:VCARD"))
	bare16, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Zoë", "END:VCARD"))
	for name, c := range map[string]struct {
		file string
		want []Entry
	}{
		"an Android telephone, 2.1": {
			crlf("BEGIN:VCARD", "VERSION:2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=44=C3=BCrr;=4A=C3=B6rg;;;", "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=B6rg=20=44=C3=BC=",
				"rr", "TEL;CELL;PREF:+49 151 1234567", "TEL;X-Werk:030-1", "NOTE;ENCODING=QUOTED-PRINTABLE:eins=0D=0Azwei", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", " SkZJRg", "", "END:VCARD"),
			[]Entry{{Given: "Jörg", Family: "Dürr", Numbers: []Number{{Kind: KindMobile, Value: "+49 151 1234567"}, {Kind: KindOther, Value: "030-1"}}, Note: "eins\nzwei"}},
		},
		"Outlook, 2.1 in its own character set": {latin1, []Entry{{Given: "Jürgen", Family: "Müller", Numbers: []Number{{Kind: KindWork, Value: "030 1234"}}}}},
		"iCloud, 3.0 with labels": {
			crlf("BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Apple Inc.//iPhone OS 17//EN", "N:de Vries;Anna;;;", "FN:Anna de Vries", "ORG:Bakkerij\\, De Gouden Aar;Verkoop",
				"item1.TEL:020 123 45 67", "item1.X-ABLabel:_$!<Work>!$_", "item2.TEL:06 12345678", "item2.X-ABLabel:mobiel", "EMAIL;type=INTERNET;type=HOME;type=pref:anna@example.org", "END:VCARD"),
			[]Entry{{
				Given: "Anna", Family: "de Vries", Organisation: "Bakkerij, De Gouden Aar", Department: "Verkoop",
				Numbers: []Number{{Kind: KindWork, Value: "020 123 45 67"}, {Kind: KindMobile, Value: "06 12345678"}},
				Emails:  []Email{{Kind: KindHome, Value: "anna@example.org"}},
			}},
		},
		"Google, 3.0 folded": {
			crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Bob Jones", "N:Jones;Bob;;;", "TEL;TYPE=CELL:+31612345678", "NOTE:a line that is fol", " ded in the middle\\nand", "  has two", "CATEGORIES:myContacts,friends", "END:VCARD"),
			[]Entry{{Given: "Bob", Family: "Jones", Numbers: []Number{{Kind: KindMobile, Value: "+31612345678"}}, Note: "a line that is folded in the middle\nand has two", Categories: []string{"myContacts", "friends"}}},
		},
		"4.0 with addresses for numbers": {
			crlf("BEGIN:VCARD", "VERSION:4.0", "UID:urn:uuid:1", "FN:Carl", `TEL;VALUE=uri;TYPE="voice,work":tel:+31-20-1234567;ext=12`, "TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+31612345678", "END:VCARD"),
			[]Entry{{UID: "urn:uuid:1", Formatted: "Carl", Numbers: []Number{{Kind: KindMobile, Value: "+31612345678"}, {Kind: KindWork, Value: "+31-20-1234567 ext. 12"}}}},
		},
		"a firm":                 {crlf("BEGIN:VCARD", "VERSION:3.0", "N:;;;;", "FN:Acme", "ORG:Acme;", "TEL;TYPE=WORK,FAX:1", "END:VCARD"), []Entry{{Organisation: "Acme", Numbers: []Number{{Kind: KindFax, Value: "1"}}}}},
		"UTF-16 with a mark":     {utf16, []Entry{{Formatted: "Zoë"}}},
		"UTF-16 without":         {bare16, []Entry{{Formatted: "Zoë"}}},
		"UTF-8 with a mark":      {"\ufeffBEGIN:VCARD\nFN:Zoë\nEND:VCARD\n", []Entry{{Formatted: "Zoë"}}},
		"an old Mac's lines":     {"BEGIN:VCARD\rFN:Zoë\rEND:VCARD\r", []Entry{{Formatted: "Zoë"}}},
		"a secretary within":     {crlf("BEGIN:VCARD", "VERSION:2.1", "N:Boss", "AGENT:", "BEGIN:VCARD", "N:Clerk", "END:VCARD", "TEL:1", "END:VCARD"), []Entry{{Family: "Boss", Numbers: []Number{{Kind: KindOther, Value: "1"}}}}},
		"a name with separators": {crlf("BEGIN:VCARD", "VERSION:4.0", `N:O\;Neil;Ann\, B;;;`, "END:VCARD"), []Entry{{Family: "O;Neil", Given: "Ann, B"}}},
	} {
		if diff := cmp.Diff(c.want, parsed(t, c.file), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestParse_ABadCardDoesNotKeepTheOthersFromBeingRead(t *testing.T) {
	r, err := Parse([]byte(crlf(
		"BEGIN:VCARD", "FN:First", "END:VCARD",
		"BEGIN:VCARD", "FN:Cut off",
		"BEGIN:VCARD", "VERSION:4.0", "KIND:group", "FN:The team", "END:VCARD",
		"BEGIN:VCARD", "VERSION:4.0", "NOTE:nobody", "END:VCARD",
		"BEGIN:VCARD", "FN:Large", "NOTE:"+strings.Repeat("x", maxRecord), "END:VCARD",
		"no card at all", "BEGIN:VCARD", ";:;", "garbage", "FN:Last", "END:VCARD",
		"BEGIN:VCARD", "FN:Without an end",
	)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, record := range r.Records {
		names = append(names, record.Entry.Name())
	}
	if diff := cmp.Diff([]string{"First", "Last"}, names); diff != "" {
		t.Error(diff)
	}
	want := []Skip{
		{Line: 4, Number: 2, Name: "Cut off", Reason: ReasonBroken},
		{Line: 6, Number: 3, Name: "The team", Reason: ReasonGroup},
		{Line: 11, Number: 4, Reason: ReasonEmpty},
		{Line: 15, Number: 5, Name: "Large", Reason: ReasonTooLarge},
		{Line: 25, Number: 7, Name: "Without an end", Reason: ReasonBroken},
	}
	if diff := cmp.Diff(want, r.Skipped); diff != "" {
		t.Error(diff)
	}
}

func TestParse_SaysWhatIsNoFileOfContacts(t *testing.T) {
	for _, data := range []string{"", "hello", "%PDF-1.4\n\x00\x01", "a,b,c\n1,2,3\n", "\n\n\n"} {
		if _, err := Parse([]byte(data)); err == nil || err.(*Error).Code != CodeFormat {
			t.Errorf("%q: %v", data, err)
		}
	}
}
