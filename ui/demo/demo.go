// Package demo runs the built-in PBX behind a real socket, for who wants to see Ringside, or test against it, without
// having a PBX.
package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
)

// Options describe the office and where it listens. The zero value is a lively office of 25 people on a free port of
// this computer.
type Options struct {
	Users  int     // how many people work there; 0 means 25
	Seed   int64   // what names, numbers and the office's life follow from; 0 means 1
	Quiet  bool    // nobody does anything by themselves
	Speed  float64 // how much faster than real people this office lives; 0 means 1
	Admin  bool    // the person of the demo has the admin role: everything the PBX can do is theirs to see
	TLS    bool    // HTTPS, with a certificate of its own making, instead of plain HTTP
	Listen string  // HOST:PORT; "" means 127.0.0.1:0, a free port
}

// Office is a built-in PBX that listens and lives.
type Office struct {
	// PBX is the office itself, for whoever wants to steer it.
	PBX *pbxsim.PBX
	// URL is where it listens, e.g. http://127.0.0.1:40123.
	URL string
	// Fingerprint is the SHA-256 of its certificate in hex, as account.Account takes it for Pin; "" without TLS.
	Fingerprint string

	cancel context.CancelFunc
	ended  chan struct{}
}

// Start opens the office. It lives until ctx ends or Close is called. It fails if nothing can listen at the address.
func Start(ctx context.Context, o Options) (*Office, error) {
	listener, office, err := listen(o)
	if err != nil {
		return nil, fmt.Errorf("open the built-in PBX: %w", err)
	}
	office.PBX = pbxsim.New(pbxsim.Options{Users: o.Users, Seed: o.Seed, Quiet: o.Quiet, Speed: o.Speed, AdminPerson: o.Admin})
	ctx, office.cancel = context.WithCancel(ctx)
	go office.live(ctx, listener)
	return office, nil
}

func listen(o Options) (net.Listener, *Office, error) {
	address := cmp.Or(o.Listen, "127.0.0.1:0")
	if o.TLS {
		listener, fingerprint, err := pbxsim.ListenTLS(address)
		if err != nil {
			return nil, nil, err
		}
		return listener, &Office{URL: "https://" + listener.Addr().String(), Fingerprint: fingerprint, ended: make(chan struct{})}, nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, nil, err
	}
	return listener, &Office{URL: "http://" + listener.Addr().String(), ended: make(chan struct{})}, nil
}

// live serves the office until ctx ends, and returns with nothing left running.
func (o *Office) live(ctx context.Context, listener net.Listener) {
	defer close(o.ended)
	server := &http.Server{
		Handler:           o.PBX.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), // such as certificates not trusted yet
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	var running sync.WaitGroup
	running.Go(func() { o.PBX.Run(ctx) })
	running.Go(func() {
		<-ctx.Done()
		_ = server.Close() // what waits for events is cut off, as by a PBX that is switched off
	})
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		o.cancel()
	}
	running.Wait()
}

// Close closes the office and waits until nothing of it runs any more. It may be called more than once.
func (o *Office) Close() {
	o.cancel()
	<-o.ended
}

// Wait returns once the office has closed.
func (o *Office) Wait() { <-o.ended }

// Login is how the person of the demo signs in: a user with one phone of their own.
func (o *Office) Login() (account.Account, string) {
	person := o.PBX.Accounts()[0]
	return account.Account{
		Address: o.URL, UserName: person.UserName, PlainHTTP: o.Fingerprint == "", Pin: o.Fingerprint,
	}, person.Password
}
