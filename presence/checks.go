package presence

// checkCalls asks the PBX after the calls that the picture holds open: their end may have been lost.
func (l *loop) checkCalls() {
	l.checks = l.state.calls.running()
	l.checkNext()
}

// checkCall asks after one call.
func (l *loop) checkCall(id string) {
	l.checks = append(l.checks, id)
	l.checkNext()
}

// checkNext asks after the next call in line, one at a time.
func (l *loop) checkNext() {
	if l.checking || len(l.checks) == 0 {
		return
	}
	id := l.checks[0]
	l.checks = l.checks[1:]
	l.checking = true
	l.spawn(func() {
		_, err := l.src.Call(l.ctx, id)
		select {
		case l.inbox <- func(l *loop) {
			l.checking = false
			l.state.openCall(id, err)
			l.checkNext()
		}:
		case <-l.ctx.Done():
		}
	})
}
