//go:build !mobile

package schemes

import (
	"errors"

	"golang.org/x/sys/windows/registry"
)

// What Windows has to know of a program that can open links; the person chooses it in the system's settings ("Default Programs").
const (
	class        = `Software\Classes\Ringside.Link`
	capabilities = `Software\Ringside\Capabilities`
	registered   = `Software\RegisteredApplications`
)

func enabled() (bool, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, registered, registry.QUERY_VALUE)
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
	if !on {
		return unset()
	}
	values := map[string]map[string]string{
		class:                         {"": "Ringside", "URL Protocol": ""},
		class + `\shell\open\command`: {"": `"` + program + `" "%1"`},
		capabilities:                  {"ApplicationName": "Ringside", "ApplicationDescription": "Ringside"},
		registered:                    {"Ringside": capabilities},
	}
	links := map[string]string{}
	for _, scheme := range all {
		links[scheme] = "Ringside.Link"
	}
	values[capabilities+`\URLAssociations`] = links
	// A scheme that nobody has yet needs no choice.
	values[`Software\Classes\ringside`] = map[string]string{"": "URL:Ringside", "URL Protocol": ""}
	values[`Software\Classes\ringside\shell\open\command`] = values[class+`\shell\open\command`]
	for path, names := range values {
		if err := write(path, names); err != nil {
			return err
		}
	}
	return nil
}

func write(path string, names map[string]string) error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer key.Close()
	for name, value := range names {
		if err := key.SetStringValue(name, value); err != nil {
			return err
		}
	}
	return nil
}

func unset() error {
	key, err := registry.OpenKey(registry.CURRENT_USER, registered, registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer key.Close()
	if err := key.DeleteValue("Ringside"); !errors.Is(err, registry.ErrNotExist) {
		return err
	}
	return nil
}
