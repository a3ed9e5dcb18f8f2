//go:build linux && !mobile && !android

package schemes

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ringside/pbxclient/account/safefile"
	"ringside/ui/autostart"
)

const (
	// entry is the name of the desktop entry, of a package or of our own.
	entry = "ringside.desktop"
	// chosen is the part of a list that says what opens a kind of thing ("MIME Applications Specification").
	chosen = "[Default Applications]"
	kindOf = "x-scheme-handler/"
)

// enabled reads the person's own list, which counts before all others.
func enabled() (bool, error) {
	path, err := list()
	if err != nil {
		return false, err
	}
	lines, err := read(path)
	if err != nil {
		return false, err
	}
	_, programs := find(lines, telephone[0])
	return len(programs) > 0 && programs[0] == entry, nil
}

// set puts an entry where desktops look for programs, and notes in the person's own list that it opens the links, before whatever
// opened them until then. What else stands there stays as it is, and opens them again afterwards.
func set(program string, on bool) error {
	path, err := list()
	if err != nil {
		return err
	}
	if on {
		if err := writeEntry(program); err != nil {
			return err
		}
	}
	lines, err := read(path)
	if err != nil {
		return err
	}
	for _, scheme := range all {
		at, programs := find(lines, scheme)
		wanted := slices.DeleteFunc(slices.Clone(programs), func(p string) bool { return p == entry })
		if on {
			wanted = slices.Insert(wanted, 0, entry)
		}
		line := kindOf + scheme + "=" + strings.Join(wanted, ";")
		switch {
		case slices.Equal(wanted, programs):
		case at < 0:
			lines = add(lines, line)
		case len(wanted) == 0:
			lines = slices.Delete(lines, at, at+1)
		default:
			lines[at] = line
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return safefile.Write(path, []byte(strings.Join(lines, "\n")+"\n"))
}

func list() (string, error) {
	folder, err := os.UserConfigDir()
	return filepath.Join(folder, "mimeapps.list"), err
}

// read returns the lines of a list, none for one that is not there.
func read(path string) (lines []string, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	scan := bufio.NewScanner(file)
	for scan.Scan() {
		lines = append(lines, scan.Text())
	}
	return lines, scan.Err()
}

// find is the line that says what opens the links of a scheme, and the programs that it names, of which the first that is installed
// does; -1 if there is none.
func find(lines []string, scheme string) (at int, programs []string) {
	group := ""
	for i, line := range lines {
		if strings.HasPrefix(line, "[") {
			group = strings.TrimSpace(line)
		}
		if named, found := strings.CutPrefix(line, kindOf+scheme+"="); found && group == chosen {
			for p := range strings.SplitSeq(named, ";") {
				if p = strings.TrimSpace(p); p != "" {
					programs = append(programs, p)
				}
			}
			return i, programs
		}
	}
	return -1, nil
}

// add puts a line into the part of the list that it belongs to.
func add(lines []string, line string) []string {
	at := slices.IndexFunc(lines, func(l string) bool { return strings.TrimSpace(l) == chosen })
	if at < 0 {
		return append(lines, chosen, line)
	}
	return slices.Insert(lines, at+1, line)
}

// writeEntry tells desktops of the program, unless a package has done that already.
func writeEntry(program string) error {
	for _, folder := range filepath.SplitList(os.Getenv("XDG_DATA_DIRS") + ":/usr/local/share:/usr/share") {
		if _, err := os.Stat(filepath.Join(folder, "applications", entry)); err == nil && folder != "" {
			return nil
		}
	}
	folder := os.Getenv("XDG_DATA_HOME")
	if folder == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return err
		}
		folder = filepath.Join(home, ".local", "share")
	}
	folder = filepath.Join(folder, "applications")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	kinds := ""
	for _, scheme := range all {
		kinds += kindOf + scheme + ";"
	}
	text := "[Desktop Entry]\nType=Application\nName=Ringside\nExec=" + autostart.Quoted(program) + " -- %u\nTerminal=false\nCategories=Network;Telephony;\nMimeType=" + kinds + "\n"
	return safefile.Write(filepath.Join(folder, entry), []byte(text))
}
