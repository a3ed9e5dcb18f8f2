package resident

import (
	"runtime/debug"
	"time"
)

// trimAfter is how long after a full picture came memory is given back that was only needed for that.
const trimAfter = 3 * time.Second

// trimSoon gives memory back, once it has been quiet for a moment: what stays all day should not keep what starting and
// listing took.
func (f *follower) trimSoon() {
	if f.trimming == nil {
		f.trimming = time.AfterFunc(trimAfter, trim)
	} else {
		f.trimming.Reset(trimAfter)
	}
}

func trim() {
	debug.FreeOSMemory()
	forgetProgram()
}
