package cli

import "errors"

const programName = "ringside"

// grammar is every command with its flags and arguments. What they are for is said in the translations, under help_ and
// the command's path, and flag_ and the flag's name.
type grammar struct {
	common `group:"common"`

	Window     windowCommand     `cmd:"" default:"withargs" hidden:""`
	Contacts   contactsCommand   `cmd:"" group:"people"`
	Watch      watchCommand      `cmd:"" group:"people"`
	Dial       dialCommand       `cmd:"" group:"calls"`
	Hangup     hangupCommand     `cmd:"" group:"calls"`
	Call       callCommand       `cmd:"" group:"calls"`
	Normalize  normalizeCommand  `cmd:"" group:"calls"`
	Dnd        dndCommand        `cmd:"" group:"own"`
	Waiting    waitingCommand    `cmd:"" group:"own"`
	Forward    forwardCommand    `cmd:"" group:"own"`
	Hotdesk    hotdeskCommand    `cmd:"" group:"own"`
	Voicemail  voicemailCommand  `cmd:"" group:"own"`
	Phones     phonesCommand     `cmd:"" group:"pbx"`
	Book       bookCommand       `cmd:"" group:"contacts"`
	Switches   switchesCommand   `cmd:"" group:"pbx"`
	Switch     switchCommand     `cmd:"" group:"pbx"`
	Queues     queuesCommand     `cmd:"" group:"pbx"`
	Info       infoCommand       `cmd:"" group:"pbx"`
	Accounts   accountsCommand   `cmd:"" group:"try"`
	Doctor     doctorCommand     `cmd:"" group:"try"`
	Links      linksCommand      `cmd:"" group:"try"`
	Pbx        pbxCommand        `cmd:"" group:"try"`
	ShowWindow showWindowCommand `cmd:"" hidden:""`
	Completion completionCommand `cmd:"" group:"try"`
	Manual     manualCommand     `cmd:"" hidden:""`
}

// common are the flags that every command takes.
type common struct {
	PBX          string      `name:"pbx" placeholder:"URL"`
	User         string      `placeholder:"NAME"`
	APIKey       bool        `name:"api-key"`
	InsecureHTTP bool        `name:"insecure-http"`
	Pin          string      `placeholder:"SHA256"`
	CAFile       string      `name:"ca-file" type:"path" placeholder:"FILE"`
	Proxy        string      `placeholder:"URL"`
	Region       string      `placeholder:"CC"`
	JSON         bool        `name:"json"`
	Help         helpFlag    `short:"h"`
	Version      versionFlag `name:"version"`
}

// What ends the parsing early, because it was asked for.
var (
	errHelp    = errors.New("help was asked for")
	errVersion = errors.New("the version was asked for")
)

type helpFlag bool

// BeforeReset is called by the parser before it complains about what is missing.
func (helpFlag) BeforeReset() error { return errHelp }

type versionFlag bool

// BeforeReset is as for helpFlag.
func (versionFlag) BeforeReset() error { return errVersion }
