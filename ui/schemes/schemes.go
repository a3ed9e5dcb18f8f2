// Package schemes has Ringside open the telephone links of other programs, and its own links to sign in with, or not. Each system
// has its own place where it looks for what opens a link.
package schemes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"ringside/pbxclient/account"
)

// ErrUnsupported means that this system is told of what opens a link by its packages alone, or that Ringside does not know how.
var ErrUnsupported = errors.New("what opens telephone links cannot be set here")

// telephone are the schemes of telephone links; all are those and the one to sign in with.
var (
	telephone = []string{"tel", "callto", "sip", "sips"}
	all       = append([]string{account.LinkScheme}, telephone...)
)

// Known reports whether a scheme, in any case, is one that Ringside opens.
func Known(scheme string) bool { return slices.Contains(all, strings.ToLower(scheme)) }

// Enabled reports whether Ringside opens telephone links. Errors: [ErrUnsupported], or that it cannot be found out.
func Enabled() (bool, error) {
	on, err := enabled()
	if err != nil && !errors.Is(err, ErrUnsupported) {
		err = fmt.Errorf("look what opens telephone links: %w", err)
	}
	return on, err
}

// Set has the program at a path open telephone links, or no longer. Errors: as those of Enabled.
func Set(program string, on bool) error {
	err := set(program, on)
	if err != nil && !errors.Is(err, ErrUnsupported) {
		err = fmt.Errorf("set what opens telephone links: %w", err)
	}
	return err
}
