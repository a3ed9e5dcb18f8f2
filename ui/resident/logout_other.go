//go:build !linux

package resident

// watchLogout has nothing to watch: Windows and macOS end the programs of a session themselves.
func (r *Resident) watchLogout() {}
