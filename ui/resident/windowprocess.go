package resident

import (
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// environmentOf is this process's environment for a window: without the secret, and with what somebody else's says of the
// desktop.
func environmentOf(theirs []string) []string {
	own := slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return name == secretVariable || theirs != nil && slices.Contains(desktopVariables, name)
	})
	for _, v := range theirs {
		if name, _, _ := strings.Cut(v, "="); slices.Contains(desktopVariables, name) {
			own = append(own, v)
		}
	}
	return own
}

// secretVariable is where a start may have had the secret from.
const secretVariable = "RINGSIDE_SECRET"

// desktopVariables say which desktop a program shows its window on, and who gave it the focus.
var desktopVariables = []string{
	"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID",
}

// desktopEnvironment is what of this process's environment says which desktop it is on.
func desktopEnvironment() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return !slices.Contains(desktopVariables, name)
	})
}

// WindowCommand is the command of the window's process.
const WindowCommand = "show-window"

func windowProcess(program string, demo bool, level slog.Level, environment []string) *exec.Cmd {
	cmd := exec.Command(program, WindowCommand, "--log-level", strings.ToLower(level.String()))
	if demo {
		cmd.Args = append(cmd.Args, "--demo")
	}
	cmd.Env = environmentOf(environment)
	return cmd
}
