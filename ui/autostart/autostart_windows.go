//go:build !mobile

package autostart

import "ringside/ui/registry"

// run is where Windows looks for what to start when somebody signs in.
const run = `Software\Microsoft\Windows\CurrentVersion\Run`

func enabled() (bool, error) { return registry.Has(run, "Ringside") }

func set(program string, on bool) error {
	if !on {
		return registry.Remove(run, "Ringside")
	}
	return registry.Put(run, map[string]string{"Ringside": `"` + program + `" --hidden`})
}
