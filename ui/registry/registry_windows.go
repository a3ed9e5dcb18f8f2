package registry

import (
	"errors"

	"golang.org/x/sys/windows/registry"
)

// Has reports whether a key of the person's own has a text under a name.
func Has(path, name string) (bool, error) {
	return read(path, func(key registry.Key) error {
		_, _, err := key.GetStringValue(name)
		return err
	})
}

// Bytes are what such a key has under a name that is no text; nil for nothing.
func Bytes(path, name string) (value []byte, err error) {
	_, err = read(path, func(key registry.Key) (err error) {
		value, _, err = key.GetBinaryValue(name)
		return err
	})
	return value, err
}

// read reports whether what is looked for in a key is there.
func read(path string, look func(registry.Key) error) (found bool, err error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.QUERY_VALUE)
	if err == nil {
		defer func() { _ = key.Close() }()
		err = look(key)
	}
	if errors.Is(err, registry.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Put puts texts into a key by their names, "" for the key's own.
func Put(path string, texts map[string]string) error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer func() { _ = key.Close() }()
	for name, text := range texts {
		if err := key.SetStringValue(name, text); err != nil {
			return err
		}
	}
	return nil
}

// Remove takes away what is under a name; none to take is no error.
func Remove(path, name string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = key.Close() }()
	if err := key.DeleteValue(name); !errors.Is(err, registry.ErrNotExist) {
		return err
	}
	return nil
}
