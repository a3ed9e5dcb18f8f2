package share

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
)

// TestMore_ALaterIsWorkedOutBesideEverythingElse holds that who asks for something that takes long is answered meanwhile, and
// that it ends when it is given up, and when the client goes.
func TestMore_ALaterIsWorkedOutBesideEverythingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		finish, ended := make(chan struct{}), make(chan error, 3)
		w := &world{server: NewServer(Options{Words: plain{}, More: func(_ *Conn, do string, _ json.RawMessage) (any, bool, error) {
			if do == "now" {
				return "at once", true, nil
			}
			return Later(func(ctx context.Context) (any, error) {
				select {
				case <-finish:
				case <-ctx.Done():
				}
				ended <- ctx.Err()
				return "in the end", ctx.Err()
			}), true, nil
		}})}
		defer w.server.Close()
		r := w.connect(t, nil)
		var long, short string
		done := make(chan error, 1)
		go func() { done <- r.Ask(t.Context(), "long", nil, &long) }()
		synctest.Wait()
		if err := r.Ask(t.Context(), "now", nil, &short); err != nil || short != "at once" {
			t.Error(short, err)
		}
		close(finish)
		if err := <-done; err != nil || long != "in the end" || <-ended != nil {
			t.Error(long, err)
		}
		finish = make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { done <- r.Ask(ctx, "long", nil, nil) }()
		synctest.Wait()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) || !errors.Is(<-ended, context.Canceled) {
			t.Error("given up:", err)
		}
		go func() { done <- r.Ask(t.Context(), "long", nil, nil) }()
		synctest.Wait()
		r.Close()
		if err := <-done; !errors.Is(err, ErrGone) || !errors.Is(<-ended, context.Canceled) {
			t.Error("gone:", err)
		}
	})
}
