// Package pace is how often the PBX is asked: again after a failure, and again and again for what it has no events for.
package pace

import (
	"errors"
	"math/rand/v2"
	"time"

	"ringside/pbxclient"
)

// Failures are retried after a random part of a span that doubles: full jitter, so that the many clients
// that lost one PBX at the same instant don't come back at the same instant.
const (
	First   = 800 * time.Millisecond
	Longest = 30 * time.Second
	Least   = 50 * time.Millisecond
	// perPerson makes it a hundred clients a second at most, up to maxFirst.
	perPerson = 10 * time.Millisecond
	maxFirst  = 10 * time.Second
	// HealthyAfter is how long the connection must have worked before a failure counts as the first again.
	HealthyAfter = 2 * time.Minute
)

// Backoff is how long to wait after failures; the zero value has seen none.
type Backoff struct {
	failures    int
	lastFailure time.Time
}

// Next returns how long to wait after a failure at now. retryAfter is what the PBX asked for, 0 if nothing. In a large
// office many lose the PBX together, so the first span grows with the number of people.
func (b *Backoff) Next(now time.Time, retryAfter time.Duration, people int) time.Duration {
	if now.Sub(b.lastFailure) > HealthyAfter {
		b.failures = 0
	}
	b.lastFailure = now
	crowd := min(time.Duration(people)*perPerson, maxFirst)
	span := min(max(First<<min(b.failures, 10), crowd), Longest)
	b.failures++
	return retryAfter + Least + rand.N(span)
}

// RetryAfter is how long the PBX asked to be left alone, 0 if it did not.
func RetryAfter(err error) time.Duration {
	if pbx, ok := errors.AsType[*pbxclient.Error](err); ok {
		return pbx.RetryAfter
	}
	return 0
}
