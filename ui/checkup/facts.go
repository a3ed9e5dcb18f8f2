package checkup

import "encoding/json"

// Facts are what a check saw, by name. A value is a string, a bool, an int, a list of strings or a table of strings; a list or
// table holds names out of the code, never foreign text.
type Facts map[string]any

// UnmarshalJSON reads what another process wrote back into values of the same types.
func (f *Facts) UnmarshalJSON(raw []byte) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(raw, &values); err != nil {
		return err
	}
	*f = Facts{}
	for name, value := range values {
		if v, ok := readFact(value); ok {
			(*f)[name] = v
		}
	}
	return nil
}

// readFact reads a value, unless it is of a type that no fact has.
func readFact(raw json.RawMessage) (any, bool) {
	var number int
	var text string
	var yes bool
	var list []string
	var table map[string]string
	switch {
	case string(raw) == "null":
		return nil, false
	case json.Unmarshal(raw, &number) == nil:
		return number, true
	case json.Unmarshal(raw, &text) == nil:
		return text, true
	case json.Unmarshal(raw, &yes) == nil:
		return yes, true
	case json.Unmarshal(raw, &list) == nil:
		return list, true
	case json.Unmarshal(raw, &table) == nil:
		return table, true
	}
	return nil, false
}
