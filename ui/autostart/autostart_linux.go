//go:build linux && !mobile && !android

package autostart

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ringside/pbxclient/account/safefile"
)

// entry is the file that desktops look for ("Desktop Application Autostart Specification").
func entry() (string, error) {
	folder, err := os.UserConfigDir()
	return filepath.Join(folder, "autostart", "ringside.desktop"), err
}

func enabled() (bool, error) {
	path, err := entry()
	if err != nil {
		return false, err
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && !turnedOff(string(data)), err
}

// turnedOff reports whether a desktop's own settings have turned an entry off, in either of the ways that desktops have.
func turnedOff(entry string) bool {
	group := ""
	for line := range strings.Lines(entry) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "[") {
			group = line
		}
		key, value, _ := strings.Cut(line, "=")
		if group != "[Desktop Entry]" {
			continue
		}
		switch strings.TrimSpace(key) + "=" + strings.TrimSpace(value) {
		case "Hidden=true", "X-GNOME-Autostart-enabled=false":
			return true
		}
	}
	return false
}

func set(program string, on bool) error {
	path, err := entry()
	if err != nil {
		return err
	}
	if !on {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	text := "[Desktop Entry]\nType=Application\nName=Ringside\nExec=" + Quoted(program) + " --hidden\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
	return safefile.Write(path, []byte(text))
}

// Quoted writes a path as the Exec key of a desktop entry has it: where signs in it mean something there, in quotes and with those
// escaped. Others go as they are: not everybody who reads the key knows quotes.
func Quoted(path string) string {
	if !strings.ContainsAny(path, " \t\n\"'\\><~|&;$*?#()`%") {
		return path
	}
	escaped := strings.NewReplacer(`\`, `\\\\`, `"`, `\\"`, "`", "\\\\`", `$`, `\\$`, `%`, `%%`).Replace(path)
	return `"` + escaped + `"`
}
