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

const (
	// lookedAt is how often it is looked at how much of the program's file is in memory.
	lookedAt = 10 * time.Second
	// grown is how much more of it, in bytes, than was needed is worth forgetting again.
	grown = 4 << 20
)

// keepSmall has the program's file forgotten whenever much of it was read again, for a command or a menu, say, and is not
// needed any more. What comes back by itself within a look is needed.
func (r *Resident) keepSmall() {
	look := time.NewTicker(lookedAt)
	defer look.Stop()
	needed, forgot := 0, false
	for {
		select {
		case <-r.life.Done():
			return
		case <-look.C:
		}
		switch now := inMemory(); {
		case forgot:
			needed, forgot = now, false
		case now > needed+grown:
			forgetProgram()
			forgot = true
		}
	}
}
