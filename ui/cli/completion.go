package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"ringside/ui/lang"
)

// completionCommand prints a script that completes Ringside's commands in a shell.
type completionCommand struct {
	Shell string `arg:"" complete:"bash,zsh,fish"`
}

// Run makes the script from the grammar, so that it knows every command.
func (c *completionCommand) Run(j *job, parsed *kong.Context) error {
	scripts := map[string]func(*job, *kong.Node) string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}
	script := scripts[c.Shell]
	if script == nil {
		return wrongUsage(j.Words.Say("usage_shell", lang.With{"What": lang.Plain(c.Shell, 40)}))
	}
	_, err := j.out.WriteString(script(j, parsed.Model.Node))
	return err
}

// words are what can follow a command: what its first argument may be, what may stand below it, and its flags.
func words(command *kong.Node) []string {
	var list []string
	for _, child := range command.Children {
		if !child.Hidden {
			list = append(list, child.Name)
		}
	}
	for _, argument := range command.Positional {
		if values := argument.Tag.Get("complete"); values != "" {
			list = append(list, strings.Split(values, ",")...)
		}
	}
	return append(list, flagWords(ownFlags(command))...)
}

func flagWords(flags []*kong.Flag) []string {
	list := make([]string, len(flags))
	for i, flag := range flags {
		list[i] = "--" + flag.Name
	}
	return list
}

// valued are the flags that take the word after them, so that it is no command.
func valued(root *kong.Node) []string {
	flags := slices.Clone(root.Flags)
	for _, command := range root.Children {
		flags = append(flags, ownFlags(command)...)
	}
	flags = slices.DeleteFunc(flags, func(flag *kong.Flag) bool { return flag.IsBool() })
	return flagWords(flags)
}

func bashScript(_ *job, root *kong.Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# bash completion for %[1]s; in ~/.bashrc: source <(%[1]s completion bash)
_%[1]s() {
  local i command= words word=${COMP_WORDS[COMP_CWORD]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      %[2]s) ((i++)) ;;
      -*) ;;
      *) command=${COMP_WORDS[i]}; break ;;
    esac
  done
  case $command in
    '') words='%[3]s' ;;
`, programName, strings.Join(valued(root), "|"), strings.Join(words(root), " "))
	for _, command := range root.Children {
		if list := words(command); !command.Hidden && len(list) > 0 {
			fmt.Fprintf(&b, "    %s) words='%s' ;;\n", command.Name, strings.Join(list, " "))
		}
	}
	fmt.Fprintf(&b, `  esac
  COMPREPLY=($(compgen -W "$words %s" -- "$word"))
}
complete -F _%[2]s %[2]s
`, strings.Join(flagWords(root.Flags), " "), programName)
	return b.String()
}

func zshScript(j *job, root *kong.Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, `#compdef %[1]s
# zsh completion for %[1]s; in ~/.zshrc, after compinit: source <(%[1]s completion zsh)
_%[1]s() {
  local i command
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
      (%[2]s) ((i++)) ;;
      (-*) ;;
      (*) command=$words[i]; break ;;
    esac
  done
  case $command in
    ('')
      local -a commands=(
`, programName, strings.Join(valued(root), "|"))
	for _, command := range root.Children {
		if !command.Hidden {
			fmt.Fprintf(&b, "        %s\n", quoted(command.Name+":"+j.summary(command)))
		}
	}
	fmt.Fprintf(&b, "      )\n      _describe command commands\n      compadd -- %s ;;\n", strings.Join(flagWords(root.DefaultCmd.Flags), " "))
	for _, command := range root.Children {
		if list := words(command); !command.Hidden && len(list) > 0 {
			fmt.Fprintf(&b, "    (%s) compadd -- %s ;;\n", command.Name, strings.Join(list, " "))
		}
	}
	fmt.Fprintf(&b, `  esac
  compadd -- %s
}
if [[ $funcstack[1] == _%[2]s ]]; then _%[2]s; else compdef _%[2]s %[2]s; fi
`, strings.Join(flagWords(root.Flags), " "), programName)
	return b.String()
}

func fishScript(j *job, root *kong.Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# fish completion for %[1]s; in config.fish: %[1]s completion fish | source\ncomplete -c %[1]s -f\n", programName)
	flag := func(condition string, f *kong.Flag) {
		takes := ""
		if !f.IsBool() {
			takes = " -r"
		}
		purpose := j.Words.Say("flag_" + strings.ReplaceAll(f.Name, "-", "_"))
		fmt.Fprintf(&b, "complete -c %s%s -l %s%s -d %s\n", programName, condition, f.Name, takes, quoted(purpose))
	}
	for _, f := range root.Flags {
		flag("", f)
	}
	for _, f := range root.DefaultCmd.Flags {
		flag(" -n __fish_use_subcommand", f)
	}
	for _, command := range root.Children {
		if command.Hidden {
			continue
		}
		fmt.Fprintf(&b, "complete -c %s -n __fish_use_subcommand -a %s -d %s\n", programName, command.Name, quoted(j.summary(command)))
		condition := fmt.Sprintf(" -n '__fish_seen_subcommand_from %s'", command.Name)
		for _, f := range ownFlags(command) {
			flag(condition, f)
		}
		list := slices.DeleteFunc(words(command), func(word string) bool { return strings.HasPrefix(word, "--") })
		if len(list) > 0 {
			fmt.Fprintf(&b, "complete -c %s%s -a %s\n", programName, condition, quoted(strings.Join(list, " ")))
		}
	}
	return b.String()
}

// quoted is a text as one word of a shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
