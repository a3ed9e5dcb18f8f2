package resident

import (
	"context"
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

// lookEvery is how often the program's file is looked at.
const lookEvery = 5 * time.Second

// watchFile ends this program once its file is a new one.
func (r *Resident) watchFile() {
	if anotherBuild(r.life, r.build, r.lookEvery, func() string { return BuildOf(r.Program) }) {
		r.Logger.Info("a new version has been installed; it takes over")
		r.end(ErrReplaced)
	}
}

// anotherBuild returns true once another file has taken the place of one, and false when ctx ends before. The new one has to
// be the same at two looks, since installing takes a while.
func anotherBuild(ctx context.Context, build string, every time.Duration, look func() string) bool {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for last := build; ; {
		select {
		case <-ctx.Done():
			return false
		case <-ticker.C:
		}
		now := look()
		if now != "" && now != build && now == last {
			return true
		}
		last = now
	}
}
