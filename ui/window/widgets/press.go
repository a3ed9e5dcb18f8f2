package widgets

import (
	"time"

	"fyne.io/fyne/v2"
)

// longPress is how long something is held down before that means something else than a tap.
const longPress = 500 * time.Millisecond

// press tells a tap from a long press. It lives on the widgets' goroutine.
type press struct {
	tapped  func()
	held    func() // nil if a long press is a tap as well
	changed func() // it goes down or comes up again

	down, long bool
	timer      *time.Timer
	count      int
}

// begin is the finger or the button going down.
func (p *press) begin() {
	p.stop()
	p.down, p.long = true, false
	p.count++
	if this := p.count; p.held != nil {
		p.timer = time.AfterFunc(longPress, func() { fyne.Do(func() { p.hold(this) }) })
	}
	p.changed()
}

// hold is told that the time is over for the press of that count, which may have ended at the same moment.
func (p *press) hold(count int) {
	if p.down && count == p.count {
		p.long = true
		p.held()
	}
}

// end is it coming up again, or being taken elsewhere.
func (p *press) end() {
	if p.down {
		p.down = false
		p.stop()
		p.changed()
	}
}

// tap is the driver having seen a tap, which comes after the end: that of a long press has done its work already.
func (p *press) tap() {
	if !p.long {
		p.tapped()
	}
	p.long = false
}

func (p *press) stop() {
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
}
