package resident

import (
	"bufio"
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// forgetProgram has the kernel forget which pages of the program's own file were read, code and constants. Starting reads
// most of them, the window's toolkit among it, and what runs afterwards needs few; those come back by themselves.
func forgetProgram() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	lines := bufio.NewScanner(bytes.NewReader(maps))
	for lines.Scan() {
		fields := bytes.Fields(lines.Bytes())
		if len(fields) < 6 || string(fields[5]) != program || bytes.IndexByte(fields[1], 'w') >= 0 {
			continue // what was written to would be lost
		}
		from, to, _ := bytes.Cut(fields[0], []byte("-"))
		start, errStart := strconv.ParseUint(string(from), 16, 64)
		end, errEnd := strconv.ParseUint(string(to), 16, 64)
		if errStart != nil || errEnd != nil || end <= start {
			continue
		}
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, uintptr(start), uintptr(end-start), unix.MADV_DONTNEED) // or it stays as it is
	}
}
