package cli

import (
	"regexp"
	"strings"

	"ringside/ui/lang"
)

// failure is an error that is a sentence already, with the exit status that belongs to it.
type failure struct {
	status int
	text   string
}

func (f *failure) Error() string { return f.text }

// wrongUsage is for what was asked in a way that cannot be done. Nothing has been done then.
func wrongUsage(text string) error { return &failure{statusUsage, text} }

// refused is for what the PBX, or what we know of it, does not allow.
func refused(text string) error { return &failure{statusRefused, text} }

// misuses are the parser's own sentences, which know one language.
var misuses = []struct {
	pattern *regexp.Regexp
	id      string
}{
	{regexp.MustCompile(`^unknown flag (?P<What>-\S*?)(?:, did you mean "?(?P<Meant>[^"]*?)"?\?)?$`), "usage_unknown_flag"},
	{regexp.MustCompile(`^unexpected argument (?P<What>.*?)(?:, did you mean (?P<Meant>"[^"]*")\?)?$`), "usage_unexpected"},
	{regexp.MustCompile(`^expected (?:one of )?(?P<What>.*)$`), "usage_missing"},
	{regexp.MustCompile(`^(?P<What>-[^ :=]*).* got "EOL"`), "usage_no_value"},
	{regexp.MustCompile(`^(?:<[^>]*>|-[^:]*): (?:expected|bool value|missing).* got "(?P<What>[^"]*)"`), "usage_bad_value"},
}

// misuse says what is wrong with a command line.
func (p *Program) misuse(parser string) string {
	for _, m := range misuses {
		found := m.pattern.FindStringSubmatch(parser)
		if found == nil {
			continue
		}
		with := lang.With{"Meant": ""}
		for i, name := range m.pattern.SubexpNames() {
			if name != "" {
				with[name] = lang.Plain(found[i], 0)
			}
		}
		if m.id == "usage_missing" {
			with["What"] = argumentName(strings.Trim(found[1], `"<>`))
		}
		return p.Words.Say(m.id, with)
	}
	return p.Words.Say("usage_other", lang.With{"What": lang.Plain(parser, 0)})
}
