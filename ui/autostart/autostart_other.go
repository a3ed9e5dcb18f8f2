//go:build mobile || android || ios || (!linux && !windows)

package autostart

func enabled() (bool, error) { return false, ErrUnsupported }

func set(string, bool) error { return ErrUnsupported }
