package pbxsim

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// maxBody is far more than any request of this API needs.
const maxBody = 1 << 20

// flag tells whether a parameter is set. Set means present; status=0 and status=false are not.
func (r *request) flag(name string) bool {
	values, present := r.URL.Query()[name]
	return present && values[0] != "0" && values[0] != "false"
}

// count reads a whole number of at least lowest from the query; missing means not there.
func (r *request) count(name string, lowest int64) (n int64, there bool, err error) {
	values, there := r.URL.Query()[name]
	if !there {
		return 0, false, nil
	}
	n, err = strconv.ParseInt(values[0], 10, 64)
	if err != nil || n < lowest {
		return 0, true, refuse(http.StatusBadRequest, fmt.Sprintf("%s must be a whole number of at least %d", name, lowest))
	}
	return n, true, nil
}

// object is the JSON object in a request's body. The first property that is wrong is kept in err.
type object struct {
	properties map[string]json.RawMessage
	err        error
}

// object reads the body. An empty one is refused unless mayBeEmpty.
func (r *request) object(mayBeEmpty bool) (*object, error) {
	text, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > maxBody:
		return nil, refuse(http.StatusRequestEntityTooLarge, "the body is too large")
	case len(text) == 0 && mayBeEmpty:
		return &object{}, nil
	}
	var o object
	if err := json.Unmarshal(text, &o.properties); err != nil || o.properties == nil {
		return nil, refuse(http.StatusBadRequest, "the body must be a JSON object")
	}
	return &o, nil
}

// given is a property of a request: left out, null, or a value of exactly its type.
type given[T any] struct {
	present, null bool
	value         T
}

// nullable reads a property that may be null. Names are matched to the letter.
func nullable[T any](o *object, name string) given[T] {
	text, present := o.properties[name]
	g := given[T]{present: present, null: string(text) == "null"}
	if present && json.Unmarshal(text, &g.value) != nil && o.err == nil {
		o.err = refuse(http.StatusBadRequest, fmt.Sprintf("%s must be a %T", name, g.value))
	}
	return g
}

// notNull reads a property that must not be null.
func notNull[T any](o *object, name string) given[T] {
	g := nullable[T](o, name)
	if g.null && o.err == nil {
		o.err = refuse(http.StatusBadRequest, name+" must not be null")
	}
	return g
}

// dialable tells whether number is a dial string: digits, * and #, with a + in front perhaps.
func dialable(number string) bool {
	digits := 0
	for i, c := range number {
		switch {
		case c >= '0' && c <= '9', c == '*', c == '#':
			digits++
		case c == '+' && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && digits <= 32
}
