//go:build !windows

package console

import "os"

// Open returns what every process is started with here.
func Open() *Console { return &Console{Stdout: os.Stdout, Stderr: os.Stderr} }
