package pbxclient

import (
	"bytes"
	"encoding/json"
	"time"
)

// List is a list as the PBX sent it, in its order.
type List[T any] struct {
	Items []T
	// Skipped counts the elements that were no objects or lacked their key.
	Skipped int
	// At is the server's clock, its Date, when it answered; zero if it sent none.
	At time.Time
}

// ListOptions are the parameters that the lists of users, phones and mailboxes share.
type ListOptions struct {
	// Status asks for the current state of each as well, which is slower and costs the PBX more.
	Status bool
	// AppID asks for the data of an application; "" asks for none. Only users have such data.
	AppID string
}

// readList reads a list that came bare, or wrapped in an object under name. Each element is read by itself, so
// that a bad one costs no other.
func readList[T any](a answer, name string, read func(raw []byte) (T, error)) (List[T], error) {
	elements, err := elementsOf(a.body, name)
	if err != nil {
		return List[T]{}, a.misshapen(err)
	}
	list := List[T]{At: a.at, Items: make([]T, 0, len(elements))}
	for _, element := range elements {
		item, err := read(element)
		if err != nil {
			list.Skipped++
			continue
		}
		list.Items = append(list.Items, item)
	}
	return list, nil
}

// readInventory is readList for a list that says what exists. One of which nothing can be read is an error
// there, since taking it for an empty one would remove everything.
func readInventory[T any](a answer, name string, read func(raw []byte) (T, error)) (List[T], error) {
	list, err := readList(a, name, read)
	if err == nil && list.Skipped > 0 && len(list.Items) == 0 {
		return List[T]{}, a.misshapen(errNothing)
	}
	return list, err
}

// elementsOf finds the elements of a list: bare, under its own name in an object, or as the one array there.
func elementsOf(body []byte, name string) ([]json.RawMessage, error) {
	if len(body) > 0 && body[0] == '{' {
		var err error
		if body, err = unwrap(body, name); err != nil {
			return nil, err
		}
	}
	if len(body) > 0 && body[0] != '[' && json.Valid(body) {
		return nil, errNoList
	}
	var elements []json.RawMessage
	err := json.Unmarshal(body, &elements)
	return elements, err
}

func unwrap(body []byte, name string) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, err
	}
	if own, named := fields[name]; named {
		return own, nil
	}
	var found []byte
	for _, value := range fields {
		if bytes.HasPrefix(value, []byte("[")) {
			if found != nil {
				return nil, errNoList
			}
			found = value
		}
	}
	if found == nil {
		return nil, errNoList
	}
	return found, nil
}
