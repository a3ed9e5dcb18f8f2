package checkup

import (
	"context"
	"errors"

	"golang.org/x/sys/windows/registry"
)

// handlerOf is what the registry calls the program that opens addresses of a scheme, "" for none: the person's choice, or else
// who put itself down for it.
func handlerOf(_ context.Context, scheme string) (string, error) {
	const choices = `Software\Microsoft\Windows\Shell\Associations\UrlAssociations\`
	chosen, err := value(registry.CURRENT_USER, choices+scheme+`\UserChoice`, "ProgId")
	if err == nil && chosen == "" {
		chosen, err = value(registry.CLASSES_ROOT, scheme+`\shell\open\command`, "")
	}
	return chosen, err
}

// value reads a text of the registry; "" if there is none.
func value(root registry.Key, path, name string) (string, error) {
	key, err := registry.OpenKey(root, path, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", errUnknown
	}
	defer func() { _ = key.Close() }()
	text, _, err := key.GetStringValue(name)
	if errors.Is(err, registry.ErrNotExist) {
		return "", nil
	}
	return text, err
}
