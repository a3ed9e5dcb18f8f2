package presence

import (
	"context"
	"time"

	"ringside/pbxclient"
)

// moment is how long the PBX may take to answer after the network changed, before the picture counts as old.
const moment = time.Second

// wake tries again at once, over new connections: those from before may be dead without anybody knowing.
func (l *loop) wake() {
	if l.conn.State == SignedOut { // nobody is there yet to say that the password is right now
		return
	}
	now := time.Now()
	l.wokeAt = now
	l.src.CloseIdle()
	if l.flight != nil {
		l.need(l.flight.parts)
		l.stopLists()
	}
	if l.sleptUntil(now) || l.conn.State != Live {
		l.retryNow()
		return
	}
	// Most changes of a network touch nobody's connections. The picture is as current as it was, unless the PBX cannot
	// say so within a moment.
	l.due.check, l.due.poll = now.Add(moment), time.Time{}
	l.stopPoll()
	l.poll()
}

// onCheck takes back that the picture is current if the PBX has not answered since the wake-up.
func (l *loop) onCheck() {
	if l.heardAt.Before(l.wokeAt) {
		l.doubt()
	}
}

// sleptUntil reports whether the machine slept until now, as far as its clocks tell. The next tick need not find it out again.
func (l *loop) sleptUntil(now time.Time) bool {
	wall, running := now.Round(0).Sub(l.due.lastTick.Round(0)), now.Sub(l.due.lastTick)
	if wall-running < time.Second && wall < tick+sleptFor {
		return false
	}
	l.due.lastTick = now
	return true
}

const (
	// While nothing at all answers, knocking costs the network a packet and the PBX nothing.
	knockEvery     = 500 * time.Millisecond
	knockEveryLong = 5 * time.Second // once that has lasted for offlineAfter
)

// knock waits for the PBX's machine to answer again, after a failure that may lie on the way to it: no other sign tells
// that a link somewhere in between is back. Where something answers all the time, such as a PBX that is restarting, the
// backoff alone decides.
func (l *loop) knock(failure error) {
	if !pbxclient.IsCode(failure, pbxclient.CodeTimeout, pbxclient.CodeUnreachable) {
		return
	}
	l.src.CloseIdle() // the next attempt must not end in the same silence
	if l.knocking {
		return
	}
	l.knocking = true
	l.spawn(func() {
		silent, answers := l.listenForAnswer()
		if !answers {
			return
		}
		select {
		case l.inbox <- func(l *loop) {
			l.knocking = false
			if silent && !l.lostAt.IsZero() {
				l.log.Info("the PBX's machine answers again")
				l.wake()
			}
		}:
		case <-l.ctx.Done():
		}
	})
}

// listenForAnswer knocks until the PBX's machine answers; answers is false if the engine ended before. silent tells
// whether at first it did not answer.
func (l *loop) listenForAnswer() (silent, answers bool) {
	for began := time.Now(); ; silent = true {
		knocked := time.Now()
		ctx, cancel := context.WithTimeout(l.ctx, knockEvery)
		answers := l.src.Reach(ctx)
		cancel()
		if answers {
			return silent, true
		}
		every := knockEvery
		if time.Since(began) > offlineAfter {
			every = knockEveryLong
		}
		select {
		case <-time.After(time.Until(knocked.Add(every))):
		case <-l.ctx.Done():
			return silent, false
		}
	}
}
