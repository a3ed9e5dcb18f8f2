package cli

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// manualCommand prints the manual page, for whoever packs Ringside. It is made from the grammar and the help, as the
// completions are, so that it knows every command.
type manualCommand struct{}

// Run prints it as man reads it.
func (manualCommand) Run(j *job, parsed *kong.Context) error {
	root := parsed.Model.Node
	fmt.Fprintf(j.out, ".TH RINGSIDE 1 \"\" \"Ringside %s\"\n.SH NAME\nringside \\- %s\n", roff(j.Program.Version), roff(j.Words.Say("manual_summary")))
	fmt.Fprint(j.out, ".SH SYNOPSIS\n.nf\n")
	fmt.Fprintf(j.out, "ringside [\\-\\-demo] [\\-\\-hidden] [tel:%[1]s]\nringside %[2]s\n.fi\n",
		roff(argumentName(j.Words.Say("manual_number"))), roff(j.Words.Say("manual_command")))
	fmt.Fprintf(j.out, ".SH %s\n", roff(strings.ToUpper(j.Words.Say("manual_description"))))
	lead, _, _ := strings.Cut(j.Words.Say("help_intro"), "\n")
	fmt.Fprintln(j.out, roff(lead))
	for _, group := range groups {
		fmt.Fprintf(j.out, ".SH %s\n", roff(strings.ToUpper(j.Words.Say("group_"+group))))
		for _, command := range visible(root) {
			if inGroup(command, group) {
				j.manualEntry(command)
			}
		}
	}
	for _, part := range []struct {
		heading string
		flags   []*kong.Flag
	}{{"help_window_flags", root.DefaultCmd.Flags}, {"help_common_flags", root.Flags}} {
		fmt.Fprintf(j.out, ".SH %s\n", roff(strings.ToUpper(j.Words.Say(part.heading))))
		j.manualFlags(part.flags)
	}
	fmt.Fprintf(j.out, ".SH %s\n.nf\n%s\n.fi\n", roff(strings.ToUpper(j.Words.Say("manual_more"))), roff(j.Words.Say("help_more")))
	return nil
}

// manualEntry is what a command does, and its flags.
func (j *job) manualEntry(command *kong.Node) {
	fmt.Fprintf(j.out, ".SS %s\n.nf\n%s\n.fi\n", roff(strings.TrimPrefix(synopsis(command), programName+" ")), roff(j.Words.Say("help_"+helpKey(command))))
	j.manualFlags(ownFlags(command))
}

func (j *job) manualFlags(flags []*kong.Flag) {
	for _, flag := range flags {
		fmt.Fprintf(j.out, ".TP\n.B %s\n%s\n", roff(flagName(flag)), roff(j.Words.Say("flag_"+strings.ReplaceAll(flag.Name, "-", "_"))))
	}
}

// roff is a text as it stands, whatever man would make of it.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
