package resident

import (
	"sync"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
)

// stations are what there is for each account that is signed in: who serves it on the socket, and who tells the desktop of it.
type stations struct {
	mu   sync.Mutex
	open map[presence.Mirror]*station
}

type station struct {
	server *share.Server
	close  func() // may be called more than once
}

// opened serves and follows an account that has been signed in, until closing is called.
func (r *Resident) opened(in Login) (closing func()) {
	a := in.Account
	s := &station{server: r.newServer(&a, in.Mirror, in.Client)}
	stop := r.follow(in.Account, in.Mirror)
	s.close = sync.OnceFunc(func() {
		s.server.Close() // the mirror has to work until then
		stop()
	})
	r.stations.mu.Lock()
	defer r.stations.mu.Unlock()
	if r.stations.open == nil {
		r.stations.open = map[presence.Mirror]*station{}
	}
	r.stations.open[in.Mirror] = s
	return func() {
		r.stations.mu.Lock()
		delete(r.stations.open, in.Mirror)
		r.stations.mu.Unlock()
		s.close()
	}
}

// newServer serves an account on the socket; nil is nobody's.
func (r *Resident) newServer(a *account.Account, m presence.Mirror, client *pbxclient.Client) *share.Server {
	o := share.Options{
		Hello: share.Hello{Version: r.Version, Build: r.build, Demo: r.Demo, Account: a},
		Words: r.words(), More: r.more, Logger: r.Logger, Mirror: m,
	}
	if client != nil {
		o.Relay = overheard{client, r.board}
	}
	return share.NewServer(o)
}

// serverOf is who serves an account; nil for one that is not signed in.
func (s *stations) serverOf(in Login) *share.Server {
	s.mu.Lock()
	defer s.mu.Unlock()
	if here := s.open[in.Mirror]; here != nil {
		return here.server
	}
	return nil
}

// closeAll ends what there is, all that is asked for included.
func (s *stations) closeAll() {
	s.mu.Lock()
	var all []*station
	for _, here := range s.open {
		all = append(all, here)
	}
	s.mu.Unlock()
	for _, here := range all {
		here.close()
	}
}
