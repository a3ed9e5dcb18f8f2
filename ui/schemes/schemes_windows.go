//go:build !mobile

package schemes

import (
	"ringside/pbxclient/account"
	"ringside/ui/registry"
)

// What Windows has to know of a program that can open links; the person chooses it in the system's settings ("Default Programs").
const (
	class        = `Software\Classes\Ringside.Link`
	capabilities = `Software\Ringside\Capabilities`
	registered   = `Software\RegisteredApplications`
	// own is the scheme of the links to sign in with. Nobody else has it, so that it needs no choice.
	own     = `Software\Classes\` + account.LinkScheme
	command = `\shell\open\command`
)

func enabled() (bool, error) { return registry.Has(registered, "Ringside") }

func set(program string, on bool) error {
	if !on {
		return registry.Remove(registered, "Ringside")
	}
	links := map[string]string{}
	for _, scheme := range all {
		links[scheme] = "Ringside.Link"
	}
	// Windows splits the whole line anew: what quotes in a link would make flags of are words too many after the dashes.
	opens := map[string]string{"": `"` + program + `" -- "%1"`}
	for _, key := range []struct {
		path  string
		texts map[string]string
	}{
		{class, map[string]string{"": "Ringside", "URL Protocol": ""}},
		{class + command, opens},
		{own, map[string]string{"": "URL:Ringside", "URL Protocol": ""}},
		{own + command, opens},
		{capabilities, map[string]string{"ApplicationName": "Ringside", "ApplicationDescription": "Ringside"}},
		{capabilities + `\URLAssociations`, links},
		{registered, map[string]string{"Ringside": capabilities}}, // last: by then all that it names is there
	} {
		if err := registry.Put(key.path, key.texts); err != nil {
			return err
		}
	}
	return nil
}
