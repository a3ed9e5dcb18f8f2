package pbxsim

import (
	"encoding/json"
	"errors"
	"time"
)

const (
	defaultPoll = 30 * time.Second
	longestPoll = 60 * time.Second
)

var errRestarted = errors.New("the PBX restarts")

// pollEvents is GET events. With limit and without last it gives the newest events, which is what the documentation's
// advice of limit=1 to skip past events comes to.
func (p *PBX) pollEvents(r *request) (answer, error) {
	last, known, err := r.count("last", 0)
	if err != nil {
		return answer{}, err
	}
	limit, _, err := r.count("limit", 1)
	if err != nil {
		return answer{}, err
	}
	seconds, set, err := r.count("timeout", 0)
	if err != nil {
		return answer{}, err
	}
	wait := defaultPoll
	if set {
		wait = time.Duration(min(seconds, int64(longestPoll/time.Second))) * time.Second
	}
	at := position{known: known, last: last, limit: int(min(limit, bufferSize))}
	events, err := p.events.read(r.Context(), at, wait, p.untilRestart())
	if err != nil {
		return answer{}, err
	}
	return ok(joined(events)), nil
}

// joined is the JSON list of events.
func joined(events []numbered) json.RawMessage {
	size := 2
	for _, e := range events {
		size += len(e.text) + 1
	}
	list := append(make([]byte, 0, size), '[')
	for i, e := range events {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, e.text...)
	}
	return append(list, ']')
}

// untilRestart is closed when the PBX restarts. It takes the mutex itself.
func (p *PBX) untilRestart() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.boot
}
