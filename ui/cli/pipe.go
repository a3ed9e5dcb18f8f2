package cli

import (
	"errors"
	"io"
)

// errReaderGone is a write to a pipe that nobody reads any more. It is told from other broken pipes, such as the way to the
// PBX, because it is no failure.
var errReaderGone = errors.New("the reader of the output has gone")

// pipe is standard output, which may be one.
type pipe struct{ io.Writer }

func (p pipe) Write(text []byte) (int, error) {
	n, err := p.Writer.Write(text)
	if err != nil && isReaderGone(err) {
		err = errReaderGone
	}
	return n, err
}
