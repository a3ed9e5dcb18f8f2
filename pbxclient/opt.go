package pbxclient

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// OptState tells which of three things a field of the PBX's JSON is.
type OptState uint8

const (
	// Missing is a field that was not sent: nothing is known, or nothing is to be changed.
	Missing OptState = iota
	// Null is a field that was sent as null: there is no value, or, in a setting, there is to be none.
	Null
	// Set is a field with a value.
	Set
)

// Opt is a value that the PBX may send, send as null, or leave out; neither of these is the same as false, 0
// or "". The zero Opt is Missing. A struct field of this type needs the tag option omitzero: then a Missing one is
// left out of the JSON, and a Null one is written as null.
type Opt[T any] struct {
	// Value is the zero value unless State is Set.
	Value T
	State OptState
}

// Some is an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{Value: v, State: Set} }

// NullOpt is an Opt that is null: in a setting it clears the value.
func NullOpt[T any]() Opt[T] { return Opt[T]{State: Null} }

// Get returns the value, and whether there is one: false for Missing and for Null.
func (o Opt[T]) Get() (T, bool) { return o.Value, o.State == Set }

// Or returns the value, or def if there is none.
func (o Opt[T]) Or(def T) T {
	if o.State == Set {
		return o.Value
	}
	return def
}

// IsZero reports whether the field is Missing; it is what the tag option omitzero asks.
func (o Opt[T]) IsZero() bool { return o.State == Missing }

// MarshalJSON writes the value, or null if there is none.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.State != Set {
		return []byte("null"), nil
	}
	return json.Marshal(o.Value)
}

// UnmarshalJSON reads the value in any of the ways in which installations write it: an integer as a string, a
// boolean as 0, 1, "0", "1", "true" or "false", a number where a string is meant. Any other type leaves the Opt
// Missing and is no error, so that one odd field costs that field only.
func (o *Opt[T]) UnmarshalJSON(raw []byte) error {
	*o = Opt[T]{}
	raw = bytes.TrimSpace(raw)
	if string(raw) == "null" {
		o.State = Null
		return nil
	}
	var ok bool
	switch v := any(&o.Value).(type) {
	case *string:
		*v, ok = readText(raw)
	case *bool:
		*v, ok = readBool(raw)
	case *int:
		var n int64
		n, ok = readInt(raw, strconv.IntSize)
		*v = int(n)
	case *int64:
		*v, ok = readInt(raw, 64)
	case *float64:
		*v, ok = readFloat(raw)
	default:
		ok = json.Unmarshal(raw, v) == nil
	}
	if !ok {
		*o = Opt[T]{}
		return nil
	}
	o.State = Set
	return nil
}
