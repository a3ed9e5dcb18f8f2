//go:build !mobile

package autostart

import "ringside/ui/registry"

const (
	// run is where Windows looks for what to start when somebody signs in.
	run = `Software\Microsoft\Windows\CurrentVersion\Run`
	// approved is where the Task Manager and the Settings note which of those the person wants; not all are there.
	approved = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func enabled() (bool, error) {
	has, err := registry.Has(run, "Ringside")
	if err != nil || !has {
		return false, err
	}
	note, err := registry.Bytes(approved, "Ringside")
	if err != nil {
		return false, err
	}
	return !refused(note), nil
}

func set(program string, on bool) error {
	if err := registry.Remove(approved, "Ringside"); err != nil { // whatever it said, this is said later
		return err
	}
	if !on {
		return registry.Remove(run, "Ringside")
	}
	return registry.Put(run, map[string]string{"Ringside": `"` + program + `" --hidden`})
}
