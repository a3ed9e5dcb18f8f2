//go:build linux

package desk

import (
	"context"
	"strings"
)

// StartKeyring puts up the desktop's keyring, as signing in to a desktop does: unlocked, or locked with nobody there to unlock it.
func (d *Desk) StartKeyring(ctx context.Context, unlocked bool) error {
	args := []string{"--foreground", "--components=secrets"}
	if unlocked {
		args = append(args, "--unlock")
	}
	cmd := d.Command("gnome-keyring-daemon", args...)
	cmd.Stdin = strings.NewReader("\n") // the password of a keyring that is made for this
	if err := d.run(cmd); err != nil {
		return err
	}
	return poll(ctx, "the keyring", func() (bool, error) { return d.owned("org.freedesktop.secrets") })
}
