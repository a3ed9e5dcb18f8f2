package hooks

import "os/exec"

// together does nothing here: a program ends alone.
func together(*exec.Cmd) {}

// apart does nothing here: there are no groups that are ended together.
func apart(*exec.Cmd) {}

// browser opens an address; there is no shell in between.
var browser = []string{"rundll32.exe", "url.dll,FileProtocolHandler"}
