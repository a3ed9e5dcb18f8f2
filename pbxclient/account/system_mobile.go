//go:build android || ios

package account

// system is the keyring of a phone: there is none that can be used. go-keyring would not say so: it takes Android for a
// Linux with D-Bus, and iOS for a Mac with /usr/bin/security.
type system struct{}

func (system) Get(_, _ string) (string, error) { return "", ErrNoKeyring }
func (system) Set(_, _, _ string) error        { return ErrNoKeyring }
func (system) Delete(_, _ string) error        { return ErrNoKeyring }
