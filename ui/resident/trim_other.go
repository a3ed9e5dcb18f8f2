//go:build !linux

package resident

// forgetProgram is left to the system here.
func forgetProgram() {}

// inMemory is not known here.
func inMemory() int { return 0 }
