package account

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// memory is a keyring that answers at once, with err if it is set.
type memory struct {
	secrets map[string]string
	err     error
}

func (m *memory) Get(service, user string) (string, error) {
	secret, kept := m.secrets[service+"/"+user]
	if m.err == nil && !kept {
		return "", ErrNoSecret
	}
	return secret, m.err
}

func (m *memory) Set(service, user, secret string) error {
	if m.err == nil {
		m.secrets[service+"/"+user] = secret
	}
	return m.err
}

func (m *memory) Delete(service, user string) error {
	_, err := m.Get(service, user)
	delete(m.secrets, service+"/"+user)
	return err
}

// locked is a keyring that waits to be unlocked.
type locked struct {
	unlocked chan struct{}
	calls    atomic.Int32
}

func (l *locked) wait() error                     { l.calls.Add(1); <-l.unlocked; return nil }
func (l *locked) Get(_, _ string) (string, error) { return "hunter2", l.wait() }
func (l *locked) Set(_, _, _ string) error        { return l.wait() }
func (l *locked) Delete(_, _ string) error        { return l.wait() }

func TestSecrets_AreKeptByAccount(t *testing.T) {
	keyring := &memory{secrets: map[string]string{}}
	secrets := NewSecrets(keyring, time.Minute)
	bart := Account{Address: "pbx.example.org", UserName: "bart"}
	for account, secret := range map[Account]string{anna: "hunter2", bart: "4711"} {
		if err := secrets.Set(t.Context(), account, secret); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"Ringside/anna@pbx.example.org": "hunter2", "Ringside/bart@pbx.example.org": "4711"}
	if !maps.Equal(keyring.secrets, want) {
		t.Errorf("kept %v", keyring.secrets)
	}
	if got, err := secrets.Get(t.Context(), bart); got != "4711" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	for range 2 {
		if err := secrets.Delete(t.Context(), anna); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if got, err := secrets.Get(t.Context(), anna); got != "" || !errors.Is(err, ErrNoSecret) {
		t.Errorf("after it was deleted: %q, %v", got, err)
	}
	if _, err := secrets.Get(t.Context(), Account{}); err == nil {
		t.Error("an account that is not valid has a secret")
	}
}

func TestSecrets_ErrorsNameTheOperationAndNoSecret(t *testing.T) {
	for _, cause := range []error{ErrNoSecret, ErrNoKeyring, fmt.Errorf("%w (no bus)", ErrNoKeyring), errors.New("failed to unlock")} {
		secrets := NewSecrets(&memory{err: cause}, time.Minute)
		_, getErr := secrets.Get(t.Context(), anna)
		setErr := secrets.Set(t.Context(), anna, "hunter2")
		for _, err := range []error{getErr, setErr} {
			if !errors.Is(err, cause) || strings.Contains(err.Error(), "hunter2") || !strings.HasSuffix(err.Error(), " the secret: "+cause.Error()) {
				t.Errorf("%v became %v", cause, err)
			}
		}
	}
}

func TestSecrets_ALockedKeyringHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keyring := &locked{unlocked: make(chan struct{})}
		secrets := NewSecrets(keyring, 5*time.Second)
		began := time.Now()
		if _, err := secrets.Get(t.Context(), anna); !errors.Is(err, ErrKeyringTimeout) {
			t.Errorf("get: %v", err)
		}
		if err := secrets.Set(t.Context(), anna, "hunter2"); !errors.Is(err, ErrKeyringTimeout) {
			t.Errorf("set: %v", err)
		}
		if err := secrets.Delete(t.Context(), anna); !errors.Is(err, ErrKeyringTimeout) {
			t.Errorf("delete: %v", err)
		}
		if waited := time.Since(began); waited != 15*time.Second {
			t.Errorf("waited %v for three calls", waited)
		}
		if n := keyring.calls.Load(); n != 1 {
			t.Errorf("%d calls hang, want 1", n)
		}
		close(keyring.unlocked)
		if got, err := secrets.Get(t.Context(), anna); got != "hunter2" || err != nil {
			t.Errorf("once unlocked: %q, %v", got, err)
		}
	})
}

func TestSecrets_WhoAwaitsALockedKeyringIsToldAndHasTheAnswerAllTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keyring := &locked{unlocked: make(chan struct{})}
		secrets := NewSecrets(keyring, 5*time.Second)
		time.AfterFunc(8*time.Second, func() { close(keyring.unlocked) })
		began, told := time.Now(), 0
		got, err := secrets.Await(t.Context(), anna, func(err error) {
			told++
			if !errors.Is(err, ErrKeyringTimeout) || time.Since(began) != 5*time.Second {
				t.Errorf("told %v after %v", err, time.Since(began))
			}
		})
		if got != "hunter2" || err != nil || told != 1 || keyring.calls.Load() != 1 {
			t.Errorf("got %q, %v; told %d times, %d calls", got, err, told, keyring.calls.Load())
		}
		if got, err := secrets.Await(t.Context(), anna, func(error) { t.Error("told of a keyring that is open") }); got != "hunter2" || err != nil {
			t.Errorf("once unlocked: %q, %v", got, err)
		}
	})
}

func TestSecrets_AwaitingEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keyring := &locked{unlocked: make(chan struct{})}
		defer close(keyring.unlocked)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Hour, cancel)
		if _, err := NewSecrets(keyring, 5*time.Second).Await(ctx, anna, func(error) {}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

func TestSecrets_ACallWaitsForTheOneBeforeIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keyring := &locked{unlocked: make(chan struct{})}
		secrets := NewSecrets(keyring, 5*time.Second)
		first := make(chan error)
		go func() { first <- secrets.Set(t.Context(), anna, "hunter2") }()
		synctest.Wait()
		time.AfterFunc(4*time.Second, func() { close(keyring.unlocked) })
		if got, err := secrets.Get(t.Context(), anna); got != "hunter2" || err != nil {
			t.Errorf("the second: %q, %v", got, err)
		}
		if err := <-first; err != nil {
			t.Errorf("the first: %v", err)
		}
	})
}

func TestSecrets_CancellingEndsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keyring := &locked{unlocked: make(chan struct{})}
		defer close(keyring.unlocked)
		secrets := NewSecrets(keyring, 5*time.Second)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := secrets.Get(ctx, anna)
		if !errors.Is(err, context.Canceled) || errors.Is(err, ErrKeyringTimeout) {
			t.Errorf("got %v", err)
		}
	})
}

// broken is a keyring whose client panics, as godbus does at an answer of another type.
type broken struct{ Keyring }

func (broken) Get(_, _ string) (string, error) { panic("interface conversion") }

func TestSecrets_ABrokenKeyringIsAnError(t *testing.T) {
	secrets := NewSecrets(broken{}, time.Minute)
	for range 2 { // the second is not kept waiting
		if _, err := secrets.Get(t.Context(), anna); err == nil || errors.Is(err, ErrKeyringTimeout) {
			t.Errorf("got %v", err)
		}
	}
}
