package cli

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"ringside/assets"
	"ringside/ui/lang"
)

func TestUsage_ThatIsWrongIsOneSentenceAndAHint(t *testing.T) {
	for line, want := range map[string]string{
		"bogus":                          "There is no command “bogus”.",
		"--bogus":                        "There is no flag --bogus here.",
		"contacts --jsom":                "There is no flag --jsom here. Did you mean --json?",
		"dial":                           "NUMBER is missing.",
		"switch night":                   "VALUE is missing.",
		"dnd":                            "on|off|status is missing.",
		"dnd maybe":                      "Say on, off or status, not “maybe”.",
		"dial 020 1234567":               "“1234567” is one word too many. Put quotes around what belongs together.",
		"pbx --users many":               "“many” is not possible here.",
		"pbx --listen nowhere":           "“nowhere” is not possible here.",
		"dial 203 --auto-answer=perhaps": "“perhaps” is not possible here.",
		"dial 203 --from":                "--from needs a value.",
		"completion tcsh":                "There are completions for bash, zsh and fish, not for “tcsh”.",
		"normalize 203 --region ZZ":      "A region is a country in two letters, like NL.",
		"contacts --hidden":              "There is no flag --hidden here.",
	} {
		got := run(t, "s3cr3t-word", strings.Fields(line)...)
		check(t, got, 2, "")
		printed := linesOf(got.stderr)
		if len(printed) != 2 || printed[0] != "ringside: "+want || !strings.HasPrefix(printed[1], "Try “ringside") {
			t.Errorf("%s: said %q", line, got.stderr)
		}
	}
}

// model is the grammar as the parser has it.
func model(t *testing.T) *kong.Node {
	t.Helper()
	var g grammar
	parser, err := kong.New(&g, kong.Name(programName), kong.NoDefaultHelp())
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model.Node
}

func TestHelp_HasAPageForEveryCommandAndAWordForEveryFlag(t *testing.T) {
	for _, language := range []string{"en", "nl", "de", "fr"} {
		p := program(t, "")
		p.Words = lang.New(language)
		p.Args = []string{"--help"}
		whole := runIn(t.Context(), t, p, "")
		for _, command := range append(visible(model(t)), nil) {
			p.Args = []string{"-h"}
			if command != nil {
				if !strings.Contains(whole.stdout, "  "+strings.TrimPrefix(synopsis(command), programName+" ")) {
					t.Errorf("%s: the page about everything lacks %s", language, command.FullPath())
				}
				p.Args = append(strings.Fields(command.FullPath())[1:], "--help")
			}
			got := runIn(t.Context(), t, p, "")
			if got.status != 0 || got.stderr != "" {
				t.Fatalf("%q: status %d, said %q", p.Args, got.status, got.stderr)
			}
			for line := range strings.Lines(got.stdout) {
				if width := utf8.RuneCountInString(line); width > 101 {
					t.Errorf("%s, %q: a line of %d characters: %s", language, p.Args, width, line)
				}
				for _, missing := range []string{"help_", "flag_", "group_", "<no value>"} {
					if strings.Contains(line, missing) {
						t.Errorf("%s, %q: nobody wrote %s", language, p.Args, line)
					}
				}
			}
		}
	}
}

func TestHelp_DescribesNothingThatIsNotThere(t *testing.T) {
	file, err := assets.Translations.ReadFile("lang/cli.en.json")
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]any
	if err := json.Unmarshal(file, &messages); err != nil {
		t.Fatal(err)
	}
	root := model(t)
	there := map[string]bool{
		"help_intro": true, "help_usage": true, "help_window_flags": true, "help_common_flags": true, "help_more": true, "help_rest": true,
	}
	flags := root.Flags
	for _, command := range append(visible(root), root.DefaultCmd) {
		there["help_"+helpKey(command)] = true
		flags = append(flags, ownFlags(command)...)
	}
	for _, flag := range flags {
		there["flag_"+strings.ReplaceAll(flag.Name, "-", "_")] = true
	}
	for id := range messages {
		if (strings.HasPrefix(id, "help_") || strings.HasPrefix(id, "flag_")) && !there[id] {
			t.Errorf("%s describes nothing", id)
		}
	}
}

func TestHelp_IsGivenBeforeAnythingIsMissed(t *testing.T) {
	check(t, run(t, "", "dial", "--help"), 0, `Usage: ringside dial \[NUMBER\] \[--clipboard\] \[--from PHONE-UUID\] \[--auto-answer=false\]\n.*`)
}

func TestVersion(t *testing.T) {
	check(t, run(t, "", "--version"), 0, `ringside 1\.2\.3`)
}

func TestCompletion_KnowsEveryCommandAndItsFlags(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		script := run(t, "", "completion", shell).stdout
		for _, command := range model(t).Children {
			if !command.Hidden && !strings.Contains(script, command.Name) {
				t.Errorf("%s: %s is missing", shell, command.Name)
			}
			for _, flag := range ownFlags(command) {
				if !strings.Contains(script, flag.Name) {
					t.Errorf("%s: --%s is missing", shell, flag.Name)
				}
			}
		}
	}
}

func TestCompletion_OfBashWorks(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	script := run(t, "", "completion", "bash").stdout
	for typed, want := range map[string]string{
		"ringside ho": "hotdesk", "ringside dnd o": "on off", "ringside --pbx x forward s": "status", "ringside queues --ag": "--agents", "ringside --de": "--demo",
	} {
		words := strings.Fields(typed)
		ask := script + "\nCOMP_WORDS=(" + typed + "); COMP_CWORD=" + string(rune('0'+len(words)-1)) + "; _ringside; echo ${COMPREPLY[@]}"
		got, err := exec.Command(bash, "-c", ask).CombinedOutput()
		if err != nil || string(bytes.TrimSpace(got)) != want {
			t.Errorf("%s: %v, completed to %q, want %q", typed, err, got, want)
		}
	}
}
