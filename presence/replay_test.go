package presence

import (
	"strings"
	"testing"
	"testing/synctest"
)

// replayed plays a script of TestEngine_IsNeverWrongForLong often enough for chance to have its way.
func replayed(t *testing.T, in script) {
	t.Helper()
	folder := t.TempDir()
	for range 20 {
		var s *storm
		synctest.Test(t, func(t *testing.T) {
			s = newStorm(in, in.journal(folder))
			s.play(in.steps)
			s.stop()
		})
		if s.problem != "" {
			t.Fatalf("%s\n%s", s.problem, strings.Join(s.log, "\n"))
		}
	}
}

func TestEngine_ACallOfWhichAFailedTransferIsTheFirstNewsIsAnswered(t *testing.T) {
	replayed(t, script{steps: []step{
		{"restart", 16, 26, 75},
		{"incoming", 68, 30, 29},
		{"answer", 8, 86, 56},
		{"call", 32, 75, 53},
		{"attended", 40, 4, 17},
	}})
}

func TestEngine_ACallSentBackToWhomItCameFromIsAnswered(t *testing.T) {
	replayed(t, script{key: true, steps: []step{
		{"call", 5, 22, 83},
		{"reset", 55, 1, 81},
		{"answer", 6, 1, 65},
		{"attended", 1, 63, 4},
	}})
}
