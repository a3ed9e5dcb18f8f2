//go:build mobile || android || ios || (!linux && !windows)

package shortcut

import "context"

func watch(context.Context, Wish) error { return ErrUnsupported }
