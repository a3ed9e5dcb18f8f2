package account

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// service is the name under which all secrets are kept.
const service = "Ringside"

// What can be wrong with a secret, for whoever has to ask a person for it.
var (
	// ErrNoSecret: the keyring works and holds no secret for the account.
	ErrNoSecret = errors.New("the keyring holds no secret for this account")
	// ErrNoKeyring: this system has no keyring, or none runs.
	ErrNoKeyring = errors.New("there is no keyring on this system")
	// ErrKeyringLocked: the keyring is locked, and nobody has unlocked it.
	ErrKeyringLocked = errors.New("the keyring is locked")
	// ErrKeyringTimeout: the keyring did not answer in time; often it waits for somebody to unlock it.
	ErrKeyringTimeout = errors.New("the keyring does not answer: it may be waiting to be unlocked")
)

// Keyring holds secrets by service and user. It returns ErrNoSecret and ErrNoKeyring, wrapped or not; it may block for as
// long as it likes.
type Keyring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// Secrets is the way to the keyring for code that must not hang: each call is made off the caller's goroutine, once, with
// a deadline. One that hangs keeps its goroutine until the keyring answers after all; until then no other is begun.
type Secrets struct {
	keyring  Keyring
	deadline time.Duration
	free     chan struct{} // holds one token while no call is under way
}

// NewSecrets uses the keyring k, the system's if it is nil, and waits for it up to deadline.
func NewSecrets(k Keyring, deadline time.Duration) *Secrets {
	if k == nil {
		k = system{}
	}
	s := &Secrets{keyring: k, deadline: deadline, free: make(chan struct{}, 1)}
	s.free <- struct{}{}
	return s
}

// Get returns the account's secret. Its errors are ErrNoSecret, ErrNoKeyring, ErrKeyringLocked, ErrKeyringTimeout, that of ctx, or the
// keyring's own.
func (s *Secrets) Get(ctx context.Context, a Account) (string, error) {
	return s.call(ctx, "read the secret", a, func(user string) (string, error) { return s.keyring.Get(service, user) })
}

// Await is Get for somebody who goes on waiting after the deadline, for as long as ctx lasts: a person may take their time to
// unlock the keyring. late is told at the deadline, once, what Get would have returned then. Somebody else's call that still waits
// then is not waited for: each might ask that person anew.
func (s *Secrets) Await(ctx context.Context, a Account, late func(error)) (string, error) {
	const op = "read the secret"
	if err := a.Valid(); err != nil {
		return "", fmt.Errorf("%s: %w", op, err)
	}
	answers := make(chan answer, 1)
	turn, cancel := context.WithTimeoutCause(ctx, s.deadline, ErrKeyringTimeout)
	defer cancel()
	go func() {
		secret, err := s.wait(ctx, turn, op, a.Key(), func(user string) (string, error) { return s.keyring.Get(service, user) })
		answers <- answer{secret, err}
	}()
	deadline := time.NewTimer(s.deadline)
	defer deadline.Stop()
	select {
	case got := <-answers:
		return got.secret, got.err
	case <-deadline.C:
		late(fmt.Errorf("%s: %w", op, ErrKeyringTimeout))
	}
	got := <-answers
	return got.secret, got.err
}

// Set keeps secret as the account's. Its errors are as for Get; after ErrKeyringTimeout the secret may still be kept later,
// when the keyring is unlocked.
func (s *Secrets) Set(ctx context.Context, a Account, secret string) error {
	_, err := s.call(ctx, "keep the secret", a, func(user string) (string, error) { return "", s.keyring.Set(service, user, secret) })
	return err
}

// Delete removes the account's secret; none to remove is no error. Its other errors are as for Get.
func (s *Secrets) Delete(ctx context.Context, a Account) error {
	_, err := s.call(ctx, "forget the secret", a, func(user string) (string, error) { return "", s.keyring.Delete(service, user) })
	if errors.Is(err, ErrNoSecret) {
		return nil
	}
	return err
}

func (s *Secrets) call(ctx context.Context, op string, a Account, do func(user string) (string, error)) (string, error) {
	if err := a.Valid(); err != nil {
		return "", fmt.Errorf("%s: %w", op, err)
	}
	return s.callFor(ctx, op, a.Key(), do)
}

func (s *Secrets) callFor(ctx context.Context, op, name string, do func(user string) (string, error)) (string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, s.deadline, ErrKeyringTimeout)
	defer cancel()
	return s.wait(ctx, ctx, op, name, do)
}

// answer is what a keyring said.
type answer struct {
	secret string
	err    error
}

// wait makes a call, unless those before it take until turn ends, and waits for it until ctx ends.
func (s *Secrets) wait(ctx, turn context.Context, op, name string, do func(user string) (string, error)) (string, error) {
	answers := make(chan answer, 1)
	select {
	case <-s.free:
		go func() {
			defer func() { s.free <- struct{}{} }()
			secret, err := guarded(do, name)
			answers <- answer{secret, err}
		}()
	case <-turn.Done():
		return "", fmt.Errorf("%s: %w", op, context.Cause(turn))
	}
	select {
	case got := <-answers:
		if got.err != nil {
			return "", fmt.Errorf("%s: %w", op, got.err)
		}
		return got.secret, nil
	case <-ctx.Done():
		return "", fmt.Errorf("%s: %w", op, context.Cause(ctx))
	}
}

// guarded makes an error of a panic: the D-Bus client panics when a keyring answers otherwise than it should, and when the
// bus goes away under a prompt.
func guarded(do func(user string) (string, error), user string) (secret string, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = errors.New("the keyring gave a broken answer")
		}
	}()
	return do(user)
}
