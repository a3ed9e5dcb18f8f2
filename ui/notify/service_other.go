//go:build !linux || android

package notify

import (
	"context"
	"errors"
)

// FindService has nobody to ask here: errors.ErrUnsupported.
func FindService(context.Context) (Service, error) { return Service{}, errors.ErrUnsupported }
