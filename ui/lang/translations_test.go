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

func TestTranslations_EveryLanguageHasTheSameMessagesWithTheSameGaps(t *testing.T) {
	gap := regexp.MustCompile(`\.[A-Z]\w*`)
	gaps := func(text string) []string {
		return slices.Compact(slices.Sorted(slices.Values(gap.FindAllString(text, -1))))
	}
	english, _ := translations(t, "en")
	dutch, _ := translations(t, "nl")
	if diff := cmp.Diff(slices.Sorted(maps.Keys(english)), slices.Sorted(maps.Keys(dutch))); diff != "" {
		t.Errorf("English and Dutch differ in what they can say (-en +nl):\n%s", diff)
	}
	for id, text := range english {
		if diff := cmp.Diff(gaps(text), gaps(dutch[id])); diff != "" {
			t.Errorf("%s has other gaps in Dutch (-en +nl):\n%s", id, diff)
		}
		if strings.HasPrefix(text, "{") != strings.HasPrefix(dutch[id], "{") {
			t.Errorf("%s knows a plural in one language only", id)
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
		{nil, "en"}, {[]string{"nl-BE"}, "nl"}, {[]string{"it", "nl"}, "nl"}, {[]string{"en-GB", "nl"}, "en"}, {[]string{"not a tag"}, "en"},
	} {
		if got := New(c.preferred...).Tag.String(); got != c.want {
			t.Errorf("New(%q) speaks %s, want %s", c.preferred, got, c.want)
		}
	}
}

func TestSay_GivesBackAnIdentifierItDoesNotKnow(t *testing.T) {
	if got := New("en").Say("no_such_message"); got != "no_such_message" {
		t.Errorf("got %q", got)
	}
}
