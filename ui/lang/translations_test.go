package lang

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"ringside/assets"
)

// translations reads every message of a language as its file has it, by identifier and by the room it belongs to.
func translations(t *testing.T, language string) (texts map[string]string, rooms map[string]string) {
	t.Helper()
	texts, rooms = map[string]string{}, map[string]string{}
	files, err := fs.Glob(assets.Translations, "lang/*."+language+".json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no translations for %s: %v", language, err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(assets.Translations, file)
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]json.RawMessage
		if err := json.Unmarshal(data, &messages); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for id, raw := range messages {
			if rooms[id] != "" {
				t.Errorf("%s is in %s and in %s", id, rooms[id], file)
			}
			texts[id] = string(raw)
			rooms[id], _, _ = strings.Cut(filepath.Base(file), ".")
		}
	}
	return texts, rooms
}

// languages are those that there are files for.
func languages(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, l := range Languages() {
		all = append(all, l.Tag)
	}
	if len(all) < 2 || all[0] != "en" {
		t.Fatalf("there are translations for %q", all)
	}
	return all
}

func TestTranslations_EveryLanguageHasTheSameMessagesWithTheSameGaps(t *testing.T) {
	gap := regexp.MustCompile(`\.[A-Z]\w*`)
	gaps := func(text string) []string {
		return slices.Compact(slices.Sorted(slices.Values(gap.FindAllString(text, -1))))
	}
	english, rooms := translations(t, "en")
	for _, language := range languages(t)[1:] {
		other, otherRooms := translations(t, language)
		if diff := cmp.Diff(rooms, otherRooms); diff != "" {
			t.Errorf("English differs from %[1]s in what it can say, and in which room (-en +%[1]s):\n%[2]s", language, diff)
		}
		for id, text := range english {
			if diff := cmp.Diff(gaps(text), gaps(other[id])); diff != "" {
				t.Errorf("%[1]s has other gaps in %[2]s (-en +%[2]s):\n%[3]s", id, language, diff)
			}
			if strings.HasPrefix(text, "{") != strings.HasPrefix(other[id], "{") {
				t.Errorf("%s knows a plural in English or in %s only", id, language)
			}
		}
	}
}

// TestTranslations_HaveTheFormsOfThePluralThatTheLanguageHas holds the forms of CLDR for whole numbers: a form that is missing
// would be said as its identifier, one too many is never said.
func TestTranslations_HaveTheFormsOfThePluralThatTheLanguageHas(t *testing.T) {
	names := map[plural.Form]string{
		plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
	}
	for _, l := range languages(t) {
		forms := map[string]bool{"other": true}
		for n := range 1000 {
			forms[names[plural.Cardinal.MatchPlural(language.Make(l), n, 0, 0, 0, 0)]] = true
		}
		if l == "fr" { // of a million; newer than the tables of x/text
			forms["many"] = true
		}
		texts, _ := translations(t, l)
		for id, text := range texts {
			var written map[string]string
			if !strings.HasPrefix(text, "{") {
				continue
			}
			if err := json.Unmarshal([]byte(text), &written); err != nil {
				t.Errorf("%s in %s: %v", id, l, err)
			}
			if diff := cmp.Diff(slices.Sorted(maps.Keys(forms)), slices.Sorted(maps.Keys(written))); diff != "" {
				t.Errorf("%s in %s has other forms than the language (-want +got):\n%s", id, l, diff)
			}
		}
	}
}

func TestSay_CountsAsTheLanguageDoes(t *testing.T) {
	for language, want := range map[string][3]string{
		"en": {"0 new messages", "1 new message", "2 new messages"},
		"nl": {"0 nieuwe berichten", "1 nieuw bericht", "2 nieuwe berichten"},
		"de": {"0 neue Nachrichten", "1 neue Nachricht", "2 neue Nachrichten"},
		"fr": {"0 nouveau message", "1 nouveau message", "2 nouveaux messages"},
	} {
		for n, said := range want {
			if got := New(language).Say("new_messages", With{"Count": n}); got != said {
				t.Errorf("%s: %q, want %q", language, got, said)
			}
		}
	}
	for language, want := range map[string]string{
		"en": "1,000,000 new messages", "nl": "1.000.000 nieuwe berichten", "de": "1.000.000 neue Nachrichten", "fr": "1\u00a0000\u00a0000 de nouveaux messages",
	} {
		if got := New(language).Say("new_messages", With{"Count": 1_000_000}); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
}

// sources parses the Go files of the rooms that speak to people, without their tests.
func sources(t *testing.T) []*ast.File {
	t.Helper()
	var files []*ast.File
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// literal is the text of a string literal; "" if it is something else.
func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		text, _ := strconv.Unquote(lit.Value)
		return text
	}
	return ""
}

// spoken gathers what the sources say: every literal, and the literals that are the beginning of an identifier; and
// calls back for each whole identifier that is said.
func spoken(t *testing.T, said func(id string)) (literals map[string]bool, beginnings []string) {
	t.Helper()
	literals = map[string]bool{}
	for _, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				literals[literal(n)] = true
			case *ast.BinaryExpr:
				if begin := literal(n.X); n.Op == token.ADD && strings.HasSuffix(begin, "_") {
					beginnings = append(beginnings, begin)
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Say" && len(n.Args) > 0 && literal(n.Args[0]) != "" {
					said(literal(n.Args[0]))
				}
			}
			return true
		})
	}
	return literals, beginnings
}

func TestTranslations_WhatIsSaidExistsAndWhatExistsIsSaid(t *testing.T) {
	texts, rooms := translations(t, "en")
	literals, beginnings := spoken(t, func(id string) {
		if texts[id] == "" {
			t.Errorf("%q is said and has no translation", id)
		}
	})
	for id, room := range rooms {
		family := slices.ContainsFunc(beginnings, func(begin string) bool { return strings.HasPrefix(id, begin) })
		if !literals[id] && !family {
			t.Errorf("nobody says %q of the room %s", id, room)
		}
	}
}

func TestNew_SpeaksTheFirstLanguageItKnows(t *testing.T) {
	for _, c := range []struct {
		preferred []string
		want      string
	}{
		{nil, "en"},
		{[]string{"nl-BE"}, "nl"},
		{[]string{"it", "nl"}, "nl"},
		{[]string{"en-GB", "nl"}, "en"},
		{[]string{"not a tag"}, "en"},
		{[]string{"de-AT", "nl"}, "de"},
		{[]string{"fr-CA"}, "fr"},
	} {
		if got := New(c.preferred...).Tag().String(); got != c.want {
			t.Errorf("New(%q) speaks %s, want %s", c.preferred, got, c.want)
		}
	}
}

func TestSay_GivesBackAnIdentifierItDoesNotKnow(t *testing.T) {
	if got := New("en").Say("no_such_message"); got != "no_such_message" {
		t.Errorf("got %q", got)
	}
}
