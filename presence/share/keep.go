package share

import (
	"bufio"
	"errors"
	"io"
	"time"

	"ringside/presence"
)

// ErrNoPicture means that there was no whole picture to recall.
var ErrNoPicture = errors.New("this is no picture that was kept")

// Keep writes a full picture for Recall to read another day: the lines that would tell of it on a connection. Calls are left
// out, since none of them goes on until then.
func Keep(to io.Writer, s *presence.Snapshot, at time.Time) error {
	kept := *s
	kept.Calls, kept.Resyncs = nil, 1
	kept.Connection = presence.Connection{State: presence.Connecting, AsOf: at}
	w := newWriter(bufio.NewWriter(to), wordless{})
	w.picture(&kept)
	return w.flush()
}

// Recall reads what Keep wrote: a picture that says Connecting, and since when it is old. Errors: [ErrNoPicture], or that it cannot
// be read.
func Recall(from io.Reader) (*presence.Snapshot, error) {
	board := presence.NewBoard(presence.Blank(""))
	p := newReader(board)
	lines := bufio.NewScanner(from)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for lines.Scan() {
		p.take(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if s := board.Picture(); s.Synced {
		return s, nil
	}
	return nil, ErrNoPicture
}

// wordless has nothing to say: what is kept is for no person to read.
type wordless struct{}

func (wordless) Error(error) string { return "" }

func (wordless) Notice(presence.Notice, *presence.Snapshot) (title, body string) { return "", "" }
