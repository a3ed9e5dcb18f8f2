//go:build linux && !android

package checkup

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// handlerOf is the desktop file of the program that opens addresses of a scheme, "" for none: as xdg-mime says, which knows
// the desktops, or else as the lists say.
func handlerOf(ctx context.Context, scheme string) (string, error) {
	kind := "x-scheme-handler/" + scheme
	query := exec.CommandContext(ctx, "xdg-mime", "query", "default", kind)
	query.WaitDelay = time.Second // it is a script, and what it starts may outlive it
	said, err := query.Output()
	if err == nil {
		return strings.TrimSpace(string(said)), nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	for _, folder := range listFolders() {
		program, err := listed(filepath.Join(folder, "mimeapps.list"), kind)
		if err != nil || program != "" {
			return program, err
		}
	}
	return "", nil
}

// listFolders are where the lists of default programs are, the one that counts most first.
func listFolders() []string {
	var folders []string
	if own, err := os.UserConfigDir(); err == nil {
		folders = append(folders, own)
	}
	folders = append(folders, filepath.SplitList(os.Getenv("XDG_CONFIG_DIRS"))...)
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, filepath.Join(home, ".local", "share", "applications"))
	}
	return append(folders, "/etc/xdg", "/usr/local/share/applications", "/usr/share/applications")
}

// listed is the first program that a list names as the default for a kind; "" if it names none.
func listed(path, kind string) (string, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", errUnknown
	}
	defer file.Close()
	group := ""
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if strings.HasPrefix(line, "[") {
			group = line
		}
		if programs, found := strings.CutPrefix(line, kind+"="); found && group == "[Default Applications]" {
			first, _, _ := strings.Cut(programs, ";")
			return first, nil
		}
	}
	return "", nil
}
