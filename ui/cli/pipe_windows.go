package cli

import (
	"errors"
	"syscall"
)

// errorNoData is what Windows says first when the other end of a pipe is being closed.
const errorNoData syscall.Errno = 232

func isReaderGone(err error) bool {
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, errorNoData)
}
