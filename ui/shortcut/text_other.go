//go:build mobile || android || ios || !linux

package shortcut

import (
	"context"

	"github.com/atotto/clipboard"
)

// selected is unknown here: a selection belongs to its program until it is copied.
func selected(context.Context) (string, error) { return "", ErrNoText }

func copied(context.Context) (string, error) { return clipboard.ReadAll() }
