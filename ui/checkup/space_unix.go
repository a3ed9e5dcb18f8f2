//go:build linux || darwin

package checkup

import "golang.org/x/sys/unix"

// freeMB is how much room is left where a folder is, in MB.
func freeMB(folder string) (free int, known bool) {
	var s unix.Statfs_t
	if unix.Statfs(folder, &s) != nil {
		return 0, false
	}
	return int(s.Bavail * uint64(s.Bsize) / 1e6), true
}
