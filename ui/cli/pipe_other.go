//go:build !windows

package cli

import (
	"errors"
	"syscall"
)

func isReaderGone(err error) bool { return errors.Is(err, syscall.EPIPE) }
