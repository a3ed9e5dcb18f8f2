package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"ringside/ui/lang"
)

// groups are the headings of the list of commands, in order.
var groups = []string{"people", "calls", "own", "contacts", "pbx", "try"}

// widestEntry is how much of a line a command or flag takes before what it is for begins.
const widestEntry = 34

// help prints the page about a command, or about all of them.
func (p *Program) help(out io.Writer, parsed *kong.Context) {
	if node := selected(parsed); node != nil {
		p.commandHelp(out, node)
		return
	}
	root := parsed.Model.Node
	fmt.Fprintf(out, "%s\n\n", p.Words.Say("help_intro"))
	for _, group := range groups {
		fmt.Fprintln(out, p.Words.Say("group_"+group))
		for _, command := range visible(root) {
			if inGroup(command, group) {
				entry(out, strings.TrimPrefix(synopsis(command), programName+" "), p.summary(command))
			}
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, p.Words.Say("help_window_flags"))
	p.flags(out, root.DefaultCmd.Flags)
	fmt.Fprintf(out, "\n%s\n", p.Words.Say("help_common_flags"))
	p.flags(out, root.Flags)
	fmt.Fprintf(out, "\n%s\n", p.Words.Say("help_more"))
}

// inGroup reports whether a command stands under a heading, by itself or with the one that it is a part of.
func inGroup(command *kong.Node, group string) bool {
	return command.Parent.Group != nil && command.Parent.Group.Key == group || command.Group != nil && command.Group.Key == group
}

// commandHelp prints the page about one command.
func (p *Program) commandHelp(out io.Writer, command *kong.Node) {
	fmt.Fprintf(out, "%s %s", p.Words.Say("help_usage"), synopsis(command))
	flags := ownFlags(command)
	for _, flag := range flags {
		fmt.Fprintf(out, " [%s]", flagName(flag))
	}
	fmt.Fprintf(out, "\n\n%s\n", p.Words.Say("help_"+helpKey(command)))
	if len(flags) > 0 {
		fmt.Fprintln(out)
		p.flags(out, flags)
	}
	for _, child := range command.Children {
		if !child.Hidden {
			fmt.Fprintf(out, "\n%s %s\n\n%s\n", p.Words.Say("help_usage"), synopsis(child), p.Words.Say("help_"+helpKey(child)))
		}
	}
	fmt.Fprintf(out, "\n%s\n", p.Words.Say("help_rest", lang.With{"Command": programName + " --help"}))
}

func (p *Program) flags(out io.Writer, flags []*kong.Flag) {
	for _, flag := range flags {
		entry(out, flagName(flag), p.Words.Say("flag_"+strings.ReplaceAll(flag.Name, "-", "_")))
	}
}

// entry prints what something is called and what it is for, on two lines if one is too short.
func entry(out io.Writer, name, purpose string) {
	if len(name) > widestEntry-2 {
		fmt.Fprintf(out, "  %s\n  %*s%s\n", name, widestEntry, "", purpose)
		return
	}
	fmt.Fprintf(out, "  %-*s%s\n", widestEntry, name, purpose)
}

// summary is the first line of a command's page.
func (p *Program) summary(command *kong.Node) string {
	first, _, _ := strings.Cut(p.Words.Say("help_"+helpKey(command)), "\n")
	return first
}

// selected is the command that was named; nil for none, and for the window, which has no name.
func selected(parsed *kong.Context) *kong.Node {
	var named *kong.Node
	for _, step := range parsed.Path {
		if step.Command != nil && !step.Command.Hidden {
			named = step.Command
		}
	}
	return named
}

// commandLine is how the command that was named is called.
func commandLine(parsed *kong.Context) string {
	if node := selected(parsed); node != nil {
		return node.FullPath()
	}
	return programName
}

// visible are the commands a person may type, in order, the ones below others included.
func visible(root *kong.Node) []*kong.Node {
	var commands []*kong.Node
	for _, child := range root.Children {
		if !child.Hidden {
			commands = append(commands, child)
			commands = append(commands, visible(child)...)
		}
	}
	return commands
}

// helpKey is the command's path as the translations have it.
func helpKey(command *kong.Node) string {
	return strings.ReplaceAll(strings.TrimPrefix(command.FullPath(), programName+" "), " ", "_")
}

// ownFlags are the flags of a command alone, those of what it does without a further word included.
func ownFlags(command *kong.Node) []*kong.Flag {
	if command.DefaultCmd != nil {
		return command.DefaultCmd.Flags
	}
	return command.Flags
}

// synopsis is how a command is called with its arguments.
func synopsis(command *kong.Node) string {
	text := command.FullPath()
	arguments := command.Positional
	if command.DefaultCmd != nil {
		arguments = command.DefaultCmd.Positional
	}
	for _, argument := range arguments {
		name := argumentName(argument.Name)
		if !argument.Required {
			name = "[" + name + "]"
		}
		text += " " + name
	}
	return text
}

// argumentName writes what stands for something else in capitals, and what is typed as it is in lower case.
func argumentName(name string) string {
	parts := strings.Split(name, "|")
	for i, part := range parts {
		if part != wordOn && part != wordOff && part != wordStatus {
			parts[i] = strings.ToUpper(part)
		}
	}
	return strings.Join(parts, "|")
}

func flagName(flag *kong.Flag) string {
	name := "--" + flag.Name
	switch {
	case flag.IsBool() && flag.Default == "true":
		name += "=false"
	case !flag.IsBool():
		name += " " + flag.PlaceHolder
	}
	if flag.Short != 0 {
		name = "-" + string(flag.Short) + ", " + name
	}
	return name
}
