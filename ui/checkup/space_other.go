//go:build !linux && !darwin && !windows

package checkup

// freeMB is not known here.
func freeMB(string) (free int, known bool) { return 0, false }
