// Package console is where a process prints what it has to say to the one who started it.
package console

import "io"

// Console is the standard output and error of this process.
type Console struct {
	Stdout, Stderr io.Writer
	leave          func() // nil for one that was there by itself
}

// Leave lets go of a terminal that was joined by Open: whoever closes that would end this process too. Nothing is printed there any more.
func (c *Console) Leave() {
	if c.leave != nil {
		c.leave()
	}
}
