package files

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/emersion/go-vcard"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	. "ringside/presence/addressbook"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var formats = []Format{VCard4, VCard3, CSV}

// word draws texts that are hard on separators, quotes, spreadsheets and folding.
func word(t *rapid.T, name string) string {
	return rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom([]rune("aé漢 ,;:\\\"'=+-@n*1\n\t")), 0, 12, -1),
		rapid.StringN(0, 90, -1), rapid.Just(""), rapid.SampledFrom([]string{"'t Hooft", "=1+1", "''=x", `\n`, "tel:1", "* starred", "a ::: b", "* myContacts"}),
	).Draw(t, name)
}

// anEntry draws an entry as a store has them.
func anEntry(t *rapid.T) *Entry {
	kinds := []Kind{KindMobile, KindWork, KindHome, KindFax, KindOther}
	e := &Entry{
		UID: word(t, "uid"), Prefix: word(t, "prefix"), Given: word(t, "given"), Middle: word(t, "middle"), Family: word(t, "family"),
		Suffix: word(t, "suffix"), Formatted: word(t, "formatted"), Nickname: word(t, "nickname"), Organisation: word(t, "organisation"),
		Department: word(t, "department"), Title: word(t, "title"), Note: word(t, "note"), Favourite: rapid.Bool().Draw(t, "favourite"),
	}
	for range rapid.IntRange(0, 3).Draw(t, "numbers") {
		e.Numbers = append(e.Numbers, Number{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Value: word(t, "number")})
		e.Emails = append(e.Emails, Email{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Value: word(t, "email")})
		e.Categories = append(e.Categories, word(t, "category"))
	}
	if !e.Tidy() {
		e.Given = "Nobody"
	}
	return e
}

func TestEncode_WhatIsWrittenIsReadAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := make([]*Entry, rapid.IntRange(1, 4).Draw(t, "entries"))
		for i := range entries {
			entries[i] = anEntry(t)
		}
		for _, format := range formats {
			var out bytes.Buffer
			count, err := Encode(&out, format, slices.Values(entries))
			if err != nil || count != len(entries) {
				t.Fatal(count, err)
			}
			r, err := Parse(out.Bytes())
			if err != nil || len(r.Skipped) > 0 || len(r.Records) != len(entries) {
				t.Fatalf("%s: %v, %+v\n%s", format, err, r, &out)
			}
			for i, e := range entries {
				if got := r.Records[i].Entry; !got.Same(e) {
					t.Fatalf("%s:\n%s\n%s", format, cmp.Diff(*e, got, cmpopts.EquateEmpty()), &out)
				}
			}
		}
	})
}

func TestTidy_OnceIsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anEntry(t)
		again := *e
		if again.Tidy(); !again.Same(e) {
			t.Fatal(cmp.Diff(*e, again))
		}
	})
}

func TestEncode_OthersReadWhatIsWritten(t *testing.T) {
	e := &Entry{
		UID: "u", Given: "Ann, B", Family: "Lee", Organisation: "Acme", Note: "one\ntwo, three",
		Numbers: []Number{{Kind: KindMobile, Value: "+31 6 1"}, {Kind: KindFax, Value: "2"}},
	}
	for _, format := range []Format{VCard4, VCard3} {
		var out bytes.Buffer
		if _, err := Encode(&out, format, slices.Values([]*Entry{e})); err != nil {
			t.Fatal(err)
		}
		c, err := vcard.NewDecoder(&out).Decode()
		if err != nil {
			t.Fatal(err)
		}
		name := c.Name()
		if name.GivenName != "Ann, B" || name.FamilyName != "Lee" || c.Value("NOTE") != e.Note || c.Value("FN") != "Ann, B Lee" || c.Value("UID") != "u" ||
			len(c.Values("TEL")) != 2 || !c["TEL"][0].Params.HasType("cell") || !c["TEL"][1].Params.HasType("fax") {
			t.Errorf("%s: %+v", format, c)
		}
	}
}

func TestWrite_ReplacesAFileWholeAndReadTellsWhatIsWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "contacts.vcf")
	e := &Entry{Given: "Ann"}
	for range 2 {
		if count, err := Write(path, VCard4, slices.Values([]*Entry{e})); count != 1 || err != nil {
			t.Fatal(count, err)
		}
	}
	if r, err := Read(path); err != nil || len(r.Records) != 1 || r.Format != VCard4 {
		t.Errorf("%+v %v", r, err)
	}
	for name, c := range map[string]struct {
		path string
		want Code
	}{"none": {path + ".no", CodeFile}, "a folder": {filepath.Dir(path), CodeFormat}} {
		if _, err := Read(c.path); err == nil || err.(*Error).Code != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	large := path + ".large"
	if file, err := os.Create(large); err != nil || file.Truncate(MaxFile+1) != nil || file.Close() != nil {
		t.Fatal(err)
	}
	if _, err := Read(large); err == nil || err.(*Error).Code != CodeTooLarge {
		t.Error(err)
	}
}
