package resident

import "fmt"

// Succeed starts the program's new file; this process has to end then. Windows has no way to leave it the secret: who is
// signed in without the keyring is asked again.
func Succeed(program string, next Successor) error {
	if err := startDetached(program, next.Args...); err != nil {
		return fmt.Errorf("start the new version: %w", err)
	}
	return nil
}

// Inherited is the secret that the program before left for this one: none on Windows.
func Inherited() string { return "" }

// InheritedOthers are the other accounts that the program before left for this one: none on Windows, where the keyring has them.
func InheritedOthers() []Known { return nil }
