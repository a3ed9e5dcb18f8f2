//go:build !linux

package resident

// forgetProgram is left to the system here.
func forgetProgram() {}
