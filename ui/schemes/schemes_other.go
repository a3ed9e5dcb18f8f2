//go:build mobile || android || ios || (!linux && !windows)

package schemes

func enabled() (bool, error) { return false, ErrUnsupported }

func set(string, bool) error { return ErrUnsupported }
