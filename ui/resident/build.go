package resident

import (
	"fmt"
	"os"
	"time"
)

// BuildOf tells one file of a program from another that took its place; "" where it cannot be looked at.
func BuildOf(program string) string {
	info, err := os.Stat(program)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%x-%x", info.Size(), info.ModTime().UnixNano())
}

// lookEvery is how often the program's file is looked at. A new one has to be the same at two looks, since installing takes
// a while.
const lookEvery = 5 * time.Second

// watchFile ends this program once its file is a new one.
func (r *Resident) watchFile() {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	last := r.build
	for {
		select {
		case <-r.life.Done():
			return
		case <-look.C:
		}
		now := BuildOf(r.Program)
		if now != "" && now != r.build && now == last {
			r.Logger.Info("a new version has been installed; it takes over")
			r.end(ErrReplaced)
			return
		}
		last = now
	}
}
