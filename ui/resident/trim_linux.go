package resident

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// forgetProgram has the kernel forget which pages of the program's own file were read, code and constants. Starting reads
// most of them, the window's toolkit among it, and what runs afterwards needs few; those come back by themselves.
func forgetProgram() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	smaps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return
	}
	for _, r := range asInFile(string(smaps), program) {
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, r.start, r.end-r.start, unix.MADV_DONTNEED) // or it stays as it is
	}
}

// inMemory is how much of files this process has in memory, in bytes; 0 where it is not known.
func inMemory() int {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(statm)) // in pages: size, resident, shared
	if len(fields) < 3 {
		return 0
	}
	pages, _ := strconv.Atoi(fields[2])
	return pages * os.Getpagesize()
}

// addresses is a part of the process's memory.
type addresses struct{ start, end uintptr }

// asInFile finds the mappings of a file that hold exactly what the file does: those that can't be written to, and never were.
// The loader writes its tables before it makes them read-only, and what it wrote would be lost.
func asInFile(smaps, file string) (found []addresses) {
	var current addresses
	candidate := false
	for line := range strings.Lines(smaps) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if from, to, is := strings.Cut(fields[0], "-"); is {
			start, errStart := strconv.ParseUint(from, 16, 64)
			end, errEnd := strconv.ParseUint(to, 16, 64)
			current = addresses{uintptr(start), uintptr(end)}
			candidate = errStart == nil && errEnd == nil && end > start && len(fields) == 6 && fields[5] == file &&
				strings.HasPrefix(fields[1], "r") && !strings.Contains(fields[1], "w")
		} else if fields[0] == "Anonymous:" && candidate && fields[1] == "0" {
			found = append(found, current)
		}
	}
	return found
}
