//go:build linux

package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Part is one of Ringside's processes on a desktop.
type Part struct {
	PID  int
	Args []string
}

// Window reports whether it is the window's process.
func (p Part) Window() bool { return slices.Contains(p.Args, "show-window") }

// Kill ends it at once, without a word.
func (p Part) Kill() error { return syscall.Kill(p.PID, syscall.SIGKILL) }

// Terminate asks it to end.
func (p Part) Terminate() error { return syscall.Kill(p.PID, syscall.SIGTERM) }

// Parts are the processes of a program that run on this desktop, whoever started them.
func (d *Desk) Parts(program string) []Part {
	var found []Part
	all, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, path := range all {
		environment, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(environment), "HOME="+d.home+"\x00") {
			continue
		}
		folder := filepath.Dir(path)
		line, err := os.ReadFile(filepath.Join(folder, "cmdline"))
		args := strings.Split(strings.TrimRight(string(line), "\x00"), "\x00")
		if err != nil || args[0] != program {
			continue
		}
		pid, _ := strconv.Atoi(filepath.Base(folder))
		found = append(found, Part{pid, args})
	}
	return found
}

// Memory is the process's share of the machine's memory, in bytes: shared pages count by how many share them (PSS).
func (p Part) Memory() (int64, error) { return p.memory("Pss:") }

func (p Part) memory(field string) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p.PID))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, field); ok {
			kilobytes, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, fmt.Errorf("the kernel does not tell %s of process %d", field, p.PID)
}
