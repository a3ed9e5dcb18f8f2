package presence

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
)

// storm plays a script to an engine in the weather.
type storm struct {
	*Engine
	pbx     *pbxsim.PBX
	weather *weather
	me      pbxsim.User
	options Options
	path    string // of the journal; "" keeps nothing
	client  *pbxclient.Client
	end     func() // of the engine
	stop    func()
	wg      sync.WaitGroup
	ctx     context.Context

	began   time.Time
	acting  atomic.Bool // things happen at this instant that only the events tell of
	log     []string
	problem string

	mu        sync.Mutex           // guards what follows
	holds     facts                // at the PBX, when last looked at
	shows     facts                // in the picture at that moment
	changed   map[string]time.Time // when a fact became what it is
	told      map[string]int
	transfers int
	messages  int // in the user's mailbox at the start
	foulAt    time.Time
	resyncs   int // when the weather was last foul
	refused   bool
	follows   map[string]bool // calls that the picture has to show
	expected  map[string]bool // calls that rang the user while connected, and were told
}

func newStorm(in script, path string) *storm {
	s := &storm{
		pbx: pbxsim.New(pbxsim.Options{Quiet: true, Users: 13}), weather: newWeather(), began: time.Now(),
		path: path, changed: map[string]time.Time{}, told: map[string]int{}, follows: map[string]bool{}, expected: map[string]bool{},
	}
	account := s.pbx.Accounts()[0]
	s.me = s.pbx.Office().Users[slices.IndexFunc(s.pbx.Office().Users, func(u pbxsim.User) bool { return u.UserName == account.UserName })]
	s.messages = s.ownMessages()
	cfg := pbxclient.Config{
		Base:     &url.URL{Scheme: "http", Host: "pbx.example.org", Path: "/apis/pbx/"},
		UserName: account.UserName, Secret: account.Password, Dial: s.weather.dial,
	}
	if in.key {
		cfg.UserName, cfg.Secret = pbxclient.APIKeyUser, s.pbx.APIKey()
	}
	server := &http.Server{Handler: s.weather.serve(s.pbx.Handler()), ErrorLog: quietLog}
	served, lived := make(chan struct{}), make(chan struct{})
	if in.tls {
		cfg.Base.Scheme, cfg.Pin = "https", pins[0]
		s.weather.certificates = certificates
		server.TLSConfig = &tls.Config{GetCertificate: s.weather.shown, NextProtos: []string{"h2", "http/1.1"}}
		go func() { defer close(served); _ = server.ServeTLS(s.weather.listener, "", "") }()
	} else {
		go func() { defer close(served); _ = server.Serve(s.weather.listener) }()
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.ctx = ctx
	go func() { defer close(lived); s.pbx.Run(ctx) }()
	var err error
	if s.client, err = pbxclient.New(cfg); err != nil {
		panic(err)
	}
	s.options = Options{UserName: account.UserName, ByKey: in.key}
	s.begin()
	s.stop = func() {
		s.end()
		cancel()
		s.wg.Wait()
		_ = server.Close()
		<-served
		<-lived
		s.client.CloseIdle()
		s.weather.cut()
	}
	return s
}

// watch looks at every picture that is published, and counts what is told.
func (s *storm) watch(sub *Subscription) {
	changes, notices := sub.Changes, sub.Notices
	for changes != nil || notices != nil {
		select {
		case _, open := <-changes:
			if !open {
				changes = nil
				continue
			}
			if !s.acting.Load() {
				s.look(noticed)
			}
		case n, open := <-notices:
			if !open {
				notices = nil
				continue
			}
			s.hear(n)
		}
	}
}

func (s *storm) hear(n Notice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case n.Call != nil:
		key := string(n.About) + " " + n.Call.UniqueID
		again := 0
		if n.About == IncomingCall {
			again = s.transfers // one that was transferred may ring the user once more
		}
		if s.told[key]++; s.told[key] > 1+again {
			s.wrong("told twice: %s", key)
		}
	case n.About == Voicemail:
		if s.told["voicemail"]++; s.told["voicemail"] > s.ownMessages()-s.messages {
			s.wrong("%d messages were left and %d told", s.ownMessages()-s.messages, s.told["voicemail"])
		}
	}
}

// ownMessages are all the messages in the user's mailbox, heard or not.
func (s *storm) ownMessages() int {
	for _, b := range s.pbx.Office().Mailboxes {
		if b.UUID == s.me.Mailbox {
			return b.New + b.Old
		}
	}
	return 0
}

// wrong keeps the first problem; s.mu is held.
func (s *storm) wrong(format string, args ...any) {
	if s.problem == "" {
		s.problem = fmt.Sprintf("after %v: ", time.Since(s.began)) + fmt.Sprintf(format, args...)
	}
}

func (s *storm) fail(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrong(format, args...)
}

func (s *storm) note(format string, args ...any) {
	s.log = append(s.log, fmt.Sprintf("%9v %-8s ", time.Since(s.began), s.Picture().Connection.State)+fmt.Sprintf(format, args...))
}

// after lets time pass.
func (s *storm) after(d time.Duration) {
	synctest.Wait()
	s.acting.Store(false)
	time.Sleep(d)
	synctest.Wait()
	s.look(noticed)
}
