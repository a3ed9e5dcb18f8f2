package presence

import (
	"math/rand/v2"
	"time"
)

// Failures are retried after a random part of a span that doubles: full jitter, so that the many clients
// that lost one PBX at the same instant don't come back at the same instant.
const (
	firstBackoff = 800 * time.Millisecond
	maxBackoff   = 30 * time.Second
	leastBackoff = 50 * time.Millisecond
	// perPerson makes it a hundred clients a second at most, up to maxFirstBackoff.
	perPerson       = 10 * time.Millisecond
	maxFirstBackoff = 10 * time.Second
	// healthyAfter is how long the connection must have worked before a failure counts as the first again.
	healthyAfter = 2 * time.Minute
)

type backoff struct {
	failures    int
	lastFailure time.Time
}

// next returns how long to wait after a failure at now. retryAfter is what the PBX asked for, 0 if nothing. In a large
// office many lose the PBX together, so the first span grows with the number of people.
func (b *backoff) next(now time.Time, retryAfter time.Duration, people int) time.Duration {
	if now.Sub(b.lastFailure) > healthyAfter {
		b.failures = 0
	}
	b.lastFailure = now
	crowd := min(time.Duration(people)*perPerson, maxFirstBackoff)
	span := min(max(firstBackoff<<min(b.failures, 10), crowd), maxBackoff)
	b.failures++
	return retryAfter + leastBackoff + rand.N(span)
}
