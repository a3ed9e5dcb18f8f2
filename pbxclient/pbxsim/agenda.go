package pbxsim

import (
	"container/heap"
	"time"
)

// agenda holds what is yet to happen, in order of time and, for the same moment, in the order it was planned. It is
// guarded by the PBX's mutex.
type agenda struct {
	tasks   taskHeap
	planned uint64
	earlier chan struct{} // a task was planned that comes before all others; capacity 1
}

type task struct {
	at    time.Time
	order uint64
	do    func()
}

func newAgenda() agenda { return agenda{earlier: make(chan struct{}, 1)} }

// after plans do for d from now. It runs with the mutex held, in Run; a task that concerns a call checks itself
// whether the call is still there.
func (p *PBX) after(d time.Duration, do func()) {
	a := &p.agenda
	a.planned++
	t := task{at: time.Now().Add(d), order: a.planned, do: do}
	heap.Push(&a.tasks, t)
	if a.tasks[0].order == t.order {
		select {
		case a.earlier <- struct{}{}:
		default:
		}
	}
}

// runDue does what is due, each task under the mutex by itself so that requests get their turn, and returns how long
// it is until the next. It takes the mutex itself.
func (p *PBX) runDue() time.Duration {
	for {
		wait, done := p.runNext()
		if done {
			return wait
		}
	}
}

func (p *PBX) runNext() (wait time.Duration, done bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.agenda.tasks) == 0 {
		return time.Hour, true // nothing is planned; a new task wakes Run
	}
	if wait := time.Until(p.agenda.tasks[0].at); wait > 0 {
		return wait, true
	}
	t := heap.Pop(&p.agenda.tasks).(task)
	t.do()
	return 0, false
}

type taskHeap []task

func (h taskHeap) Len() int { return len(h) }
func (h taskHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].order < h[j].order
	}
	return h[i].at.Before(h[j].at)
}
func (h taskHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *taskHeap) Push(t any)   { *h = append(*h, t.(task)) }
func (h *taskHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	old[len(old)-1] = task{}
	*h = old[:len(old)-1]
	return last
}
