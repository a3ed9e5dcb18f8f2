package window

import (
	"time"

	"ringside/ui/lang"
	"ringside/ui/window/widgets"
)

// turnEvery is for how long a page of the wallboard stands.
const turnEvery = 10 * time.Second

// wallboard is the queues over the whole screen, while that is open.
type wallboard struct {
	*widgets.Wallboard // nil while it is not
	since              time.Time
}

// toggleBoard opens the wallboard, or leaves it.
func (m *mainScreen) toggleBoard() {
	switch {
	case m.queues.board.Wallboard != nil:
		m.leaveBoard()
	case !m.places[queuesPage].closed:
		m.openBoard()
	}
}

// openBoard shows the queues over the whole screen. Their page is below, so that they are read and the waits go on.
func (m *mainScreen) openBoard() {
	w := m.words
	board := widgets.NewWallboard([4]string{w.Say("queue_waiting"), w.Say("queue_longest_wait"), w.Say("queue_free_agents"), w.Say("queue_service")})
	board.OnLeave = m.leaveBoard
	m.open(queuesPage)
	m.queues.board = wallboard{board, time.Now()}
	m.showQueues()
	m.acts.fullScreen(true)
	m.canvas.Overlays().Add(board)
	board.Resize(m.canvas.Size())
	m.canvas.Focus(board)
}

// leaveBoard goes back to the page of the queues.
func (m *mainScreen) leaveBoard() {
	if board := m.queues.board.Wallboard; board != nil {
		m.queues.board = wallboard{}
		m.canvas.Overlays().Remove(board)
		m.acts.fullScreen(false)
	}
}

// showBoard shows what was read last on the wallboard, if that is open.
func (m *mainScreen) showBoard() {
	board, now := m.queues.board, time.Now()
	if board.Wallboard == nil {
		return
	}
	stale := ""
	if m.staleQueues() != "" {
		stale = m.words.Say("queue_board_stale", lang.With{"Time": m.words.TimeToSecond(m.queues.last.At)}) // why is too long to be read from afar
	}
	board.Set(widgets.BoardState{
		Queues: m.queues.list.Listed(), Clock: m.words.TimeOfDay(now), Stale: stale, Leave: m.words.Say("queue_board_leave"),
		Turn: int(now.Sub(board.since) / turnEvery),
	})
}
