package pbxclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	json2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// The ways in which JSON can have another shape than the API says.
var (
	errNoObject = errors.New("it is no object")
	errNoKey    = errors.New("what would identify it is missing")
	errNoList   = errors.New("it holds no list, or more than one")
	errNothing  = errors.New("none of its entries can be read")
	errMore     = errors.New("something follows where it should end")
)

// lenient is what the syntax may be short of, as with encoding/json: bytes that are no UTF-8, and names that come twice.
// encoding/json itself takes twice as long, which counts for an office of 50,000.
var lenient = json2.JoinOptions(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))

// readObject reads an object field by field: unknown fields are passed over, and one of an odd type costs only
// itself. It fails if raw is no JSON, or no object.
func readObject[T any](raw []byte, into *T) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] != '{' && json.Valid(raw) {
		return errNoObject
	}
	err := json2.Unmarshal(raw, into, lenient)
	if _, odd := errors.AsType[*json2.SemanticError](err); odd {
		*into = *new(T)
		salvage(raw, reflect.ValueOf(into).Elem())
		return nil
	}
	return err
}

// salvage reads what can be read of raw into v, which is zero, where an odd type was found. It is the slow
// way, for few objects: a number becomes text where a string is meant, and what fits nowhere is left out.
func salvage(raw json.RawMessage, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		text, _ := readText(raw)
		v.SetString(text)
	case reflect.Pointer:
		if raw[0] == '{' {
			v.Set(reflect.New(v.Type().Elem()))
			salvage(raw, v.Elem())
		}
	case reflect.Slice:
		var elements []json.RawMessage
		if json.Unmarshal(raw, &elements) != nil {
			return
		}
		for _, element := range elements {
			if element[0] == '{' {
				v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
				readOrSalvage(element, v.Index(v.Len()-1))
			}
		}
	case reflect.Struct:
		var fields map[string]json.RawMessage
		if json.Unmarshal(raw, &fields) == nil {
			salvageFields(fields, v)
		}
	}
}

// salvageFields fills a struct, embedded ones included, from the fields of an object.
func salvageFields(fields map[string]json.RawMessage, v reflect.Value) {
	for field, value := range v.Fields() {
		if field.Anonymous {
			salvageFields(fields, value)
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if raw, sent := fields[name]; sent && field.IsExported() {
			readOrSalvage(raw, value)
		}
	}
}

func readOrSalvage(raw json.RawMessage, v reflect.Value) {
	if json.Unmarshal(raw, v.Addr().Interface()) != nil {
		v.SetZero()
		salvage(raw, v)
	}
}
