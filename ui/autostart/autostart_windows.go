//go:build !mobile

package autostart

import (
	"errors"

	"golang.org/x/sys/windows/registry"
)

// run is where Windows looks for what to start when somebody signs in.
const run = `Software\Microsoft\Windows\CurrentVersion\Run`

func enabled() (bool, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, run, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer key.Close()
	_, _, err = key.GetStringValue("Ringside")
	if errors.Is(err, registry.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func set(program string, on bool) error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, run, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer key.Close()
	if on {
		return key.SetStringValue("Ringside", `"`+program+`" --hidden`)
	}
	if err := key.DeleteValue("Ringside"); !errors.Is(err, registry.ErrNotExist) {
		return err
	}
	return nil
}
