//go:build (linux && !android) || (darwin && !ios)

package chime

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
)

// player is a program that plays a sound, and what it is started with.
type player []string

// firstOf is the first player that is installed here and has what it plays; nil if there is none.
func firstOf(players []player, has func(path string) bool) player {
	for _, p := range players {
		path, err := exec.LookPath(p[0])
		if err == nil && has(p[len(p)-1]) {
			return append(player{path}, p[1:]...)
		}
	}
	return nil
}

// start plays, and waits for the end.
func (p player) start(ctx context.Context) error {
	return exec.CommandContext(ctx, p[0], p[1:]...).Run()
}

// Player is what plays a sound, which takes some seconds at most and ends with its context; nil where nothing can.
func Player(s Sound) func(context.Context) error {
	p := firstOf(players(s), func(path string) bool {
		if !filepath.IsAbs(path) {
			return true // the name of a sound, which the desktop knows
		}
		_, err := os.Stat(path)
		return err == nil
	})
	if p == nil {
		return nil
	}
	return p.start
}
