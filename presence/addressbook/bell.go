package addressbook

import "sync"

// Bell tells any number of listeners that something has changed. The zero Bell can be used.
type Bell struct {
	mu        sync.Mutex
	listeners map[chan struct{}]bool
}

// Subscribe has the channel hold a value whenever the bell has been rung since it was last read. stop ends that.
func (b *Bell) Subscribe() (changes <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.listeners == nil {
		b.listeners = map[chan struct{}]bool{}
	}
	b.listeners[c] = true
	return c, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, c)
	}
}

// Ring tells all listeners, and waits for none.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.listeners {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}
