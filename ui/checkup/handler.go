package checkup

import "strings"

// isRingside reports whether what a system calls a program is this one.
func isRingside(program string) bool { return strings.Contains(strings.ToLower(program), "ringside") }
