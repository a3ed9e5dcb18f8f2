package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/addressbook"
)

// declared lists the values of the constants of a type, by reading the source of its package.
func declared(t *testing.T, folder, typeName string) []string {
	t.Helper()
	var values []string
	files, err := filepath.Glob(filepath.Join("..", "..", folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
				if of, ok := spec.Type.(*ast.Ident); ok && of.Name == typeName && literal(spec.Values[0]) != "" {
					values = append(values, literal(spec.Values[0]))
				}
			}
			return true
		})
	}
	if len(values) == 0 {
		t.Fatalf("no constants of type %s in %s", typeName, folder)
	}
	return values
}

// TestWords_EveryValueHasItsOwnSentence fails when a constant is added to one of these types and nobody says it.
func TestWords_EveryValueHasItsOwnSentence(t *testing.T) {
	for _, language := range languages(t) {
		w := New(language)
		for _, family := range []struct {
			folder, typeName, without string
			say                       func(value string) string
		}{
			{"pbxclient", "Code", "", func(v string) string { return w.Error(&pbxclient.Error{Code: pbxclient.Code(v)}) }},
			{"pbxclient", "Outcome", string(pbxclient.Started), func(v string) string { return w.NotStarted(pbxclient.Outcome(v), "Anna") }},
			{"pbxclient/dialplan", "Reason", "", func(v string) string { return w.Error(&dialplan.RefusedError{Input: "x", Reason: dialplan.Reason(v)}) }},
			{"pbxclient/dialplan", "StepCode", "", func(v string) string { return w.Step(dialplan.Step{Code: dialplan.StepCode(v)}) }},
			{"pbxclient/dialplan", "Kind", "", func(v string) string { return w.Kind(dialplan.Kind(v)) }},
			{"presence/addressbook", "Code", "", func(v string) string { return w.Error(&addressbook.Error{Code: addressbook.Code(v)}) }},
			{"presence/addressbook", "Reason", "", func(v string) string { return w.Skipped(addressbook.Skip{Reason: addressbook.Reason(v)}) }},
			{"presence/addressbook", "Kind", "", func(v string) string { return w.NumberKind(addressbook.Kind(v)) }},
			{"presence", "Presence", "", func(v string) string { return w.Presence(presence.Presence(v)) }},
			{"presence", "ConnectionState", "", func(v string) string {
				return w.Connection(presence.Connection{State: presence.ConnectionState(v)}, noon)
			}},
			{"presence", "Outcome", "", func(v string) string {
				return w.Outcome(&presence.Call{State: presence.CallEnded, Outcome: presence.Outcome(v)})
			}},
			{"presence", "Direction", "", func(v string) string { return w.Say("direction_" + v) }},
			{"presence", "About", "", func(v string) string {
				title, _ := w.Notice(presence.Notice{About: presence.About(v), Call: &presence.Call{}}, &presence.Snapshot{})
				return title
			}},
			{"presence", "About", "", func(v string) string {
				title, _ := w.DiscreetNotice(presence.Notice{About: presence.About(v), Call: &presence.Call{}})
				return title
			}},
		} {
			seen := map[string]string{}
			for _, value := range declared(t, family.folder, family.typeName) {
				said := family.say(value)
				switch {
				case value == family.without:
					continue
				case said == "" || strings.Contains(said, "_") || strings.Contains(said, "<no value>") || strings.Contains(said, ": "):
					t.Errorf("%s: %s %q is said as %q", language, family.typeName, value, said)
				case seen[said] != "":
					t.Errorf("%s: %s %q and %q are both said as %q", language, family.typeName, value, seen[said], said)
				}
				seen[said] = value
			}
		}
	}
}
