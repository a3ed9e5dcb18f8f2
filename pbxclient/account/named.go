package account

import (
	"context"
	"errors"
)

// GetNamed is Get for the secret of something else than an account at a PBX, kept under a name of its own: one with a space in
// it, which no account's has.
func (s *Secrets) GetNamed(ctx context.Context, name string) (string, error) {
	return s.callFor(ctx, "read the secret", name, func(user string) (string, error) { return s.keyring.Get(service, user) })
}

// SetNamed is as Set.
func (s *Secrets) SetNamed(ctx context.Context, name, secret string) error {
	_, err := s.callFor(ctx, "keep the secret", name, func(user string) (string, error) { return "", s.keyring.Set(service, user, secret) })
	return err
}

// DeleteNamed is as Delete.
func (s *Secrets) DeleteNamed(ctx context.Context, name string) error {
	_, err := s.callFor(ctx, "forget the secret", name, func(user string) (string, error) { return "", s.keyring.Delete(service, user) })
	if errors.Is(err, ErrNoSecret) {
		return nil
	}
	return err
}
