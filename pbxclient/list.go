package pbxclient

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"
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

// list asks for a list that says what exists, and reads it while it comes, so that its body, which may be long, is not
// kept beside it. One of which nothing can be read is an error, since taking it for an empty one would
// remove everything.
func list[T any](ctx context.Context, c *Client, r call, name string, read func(raw []byte, into *T) error) (List[T], error) {
	var got List[T]
	err := c.exchange(ctx, r, func(a answer, body io.Reader) (err error) {
		got, err = readInventory(body, name, read)
		got.At = a.at
		return err
	})
	if err != nil {
		return List[T]{}, err
	}
	return got, nil
}

// readInventory is readList for a list that says what exists.
func readInventory[T any](body io.Reader, name string, read func(raw []byte, into *T) error) (List[T], error) {
	got, err := readList(body, name, read)
	switch {
	case err != nil:
		return List[T]{}, err
	case got.Items == nil:
		return List[T]{}, errNoList
	case got.Skipped > 0 && len(got.Items) == 0:
		return List[T]{}, errNothing
	}
	return got, nil
}

// readList reads a list that came bare, or in an object: under name, or as the one array there. Each element is read by
// itself, so that a bad one costs no other. A null in place of a list gives nil Items.
func readList[T any](body io.Reader, name string, read func(raw []byte, into *T) error) (List[T], error) {
	decoder := jsontext.NewDecoder(body, lenient)
	var got List[T]
	var err error
	switch decoder.PeekKind() {
	case '{':
		got, err = readWrapped(decoder, name, read)
	default:
		got, err = readElements(decoder, read)
	}
	if err != nil {
		return List[T]{}, err
	}
	if _, err = decoder.ReadToken(); err != io.EOF {
		return List[T]{}, cmp.Or(err, errMore)
	}
	return got, nil
}

// readWrapped reads the list in an object.
func readWrapped[T any](decoder *jsontext.Decoder, name string, read func(raw []byte, into *T) error) (got List[T], err error) {
	if _, err := decoder.ReadToken(); err != nil {
		return got, err
	}
	named, others := false, []jsontext.Value(nil)
	for decoder.PeekKind() != '}' {
		field, err := decoder.ReadToken()
		if err != nil {
			return got, err
		}
		switch {
		case field.String() == name:
			named = true
			got, err = readElements(decoder, read)
		case decoder.PeekKind() == '[' && !named && len(others) < 2:
			var other jsontext.Value
			other, err = decoder.ReadValue()
			others = append(others, other.Clone())
		default:
			err = decoder.SkipValue()
		}
		if err != nil {
			return got, err
		}
	}
	if _, err := decoder.ReadToken(); err != nil || named {
		return got, err
	}
	if len(others) != 1 {
		return got, errNoList
	}
	return readElements(jsontext.NewDecoder(bytes.NewReader(others[0]), lenient), read)
}

// elementsAtOnce is how many elements of a list are made room for together. A slice that grows would leave several times
// its size behind, which an office of 50,000 feels.
const elementsAtOnce = 512

// readElements reads the elements of an array.
func readElements[T any](decoder *jsontext.Decoder, read func(raw []byte, into *T) error) (got List[T], err error) {
	if kind := decoder.PeekKind(); kind != '[' {
		if err := decoder.SkipValue(); err != nil || kind == 'n' {
			return got, err
		}
		return got, errNoList
	}
	if _, err := decoder.ReadToken(); err != nil {
		return got, err
	}
	var full [][]T
	room := make([]T, 0, 8)
	for decoder.PeekKind() != ']' {
		raw, err := decoder.ReadValue()
		if err != nil {
			return got, err
		}
		if len(room) == cap(room) {
			full = append(full, room)
			room = make([]T, 0, elementsAtOnce)
		}
		room = room[:len(room)+1]
		if place := &room[len(room)-1]; read(raw, place) != nil {
			*place = *new(T)
			room = room[:len(room)-1]
			got.Skipped++
		}
	}
	got.Items = room
	if len(full) > 0 {
		got.Items = slices.Concat(append(full, room)...)
	}
	_, err = decoder.ReadToken()
	return got, err
}
