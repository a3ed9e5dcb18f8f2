package window

import (
	"time"

	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// soundEvery is how long there is no second sound after one, and soundLength for how long one may play.
const (
	soundEvery  = 10 * time.Second
	soundLength = 5 * time.Second
)

// queueSound tells by a sound that a queue has come to need somebody.
type queueSound struct {
	levels rows.Levels // when somebody looked last
	played time.Time
}

// heedQueues plays the sound if a queue has an alarm now that had none, and a person wants to hear that.
func (m *mainScreen) heedQueues() {
	s, now := &m.queues.sound, rows.LevelsOf(m.queues.list.Listed())
	alarming := now.Alarming(s.levels)
	s.levels = now
	if alarming && m.settings.QueueSound && time.Since(s.played) >= soundEvery {
		m.playSound()
	}
}

func (m *mainScreen) playSound() {
	if m.acts.chime != nil {
		m.queues.sound.played = time.Now()
		m.do.quietly(soundLength, m.acts.chime, func(error) {}) // what it would have told is to be seen as well
	}
}

// offerSound offers the sound where there can be one; whoever turns it on hears it.
func (m *mainScreen) offerSound() {
	if m.acts.chime == nil {
		return
	}
	row := widgets.NewSwitchRow(m.words.Say("queue_sound"), m.words.Say("queue_sound_hint"), nil)
	row.OnChanged = func(on bool) {
		m.change(func(s *settings.Settings) { s.QueueSound = on })
		row.Set(widgets.Switch{On: on})
		if on {
			m.playSound()
		}
	}
	row.Set(widgets.Switch{On: m.settings.QueueSound})
	m.queues.one.Offer(row)
}
