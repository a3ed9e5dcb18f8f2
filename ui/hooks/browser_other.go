//go:build unix && !darwin

package hooks

// browser opens an address, as every desktop that goes by freedesktop.org's rules has it.
var browser = []string{"xdg-open"}
