package pbxclient

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readText reads a JSON string, or a number as its text.
func readText(raw []byte) (string, bool) {
	switch {
	case len(raw) == 0:
		return "", false
	case raw[0] == '"':
		return readString(raw)
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		return string(raw), true
	}
	return "", false
}

// readString reads a JSON string; one without escapes, as nearly all are, needs no decoder.
func readString(raw []byte) (string, bool) {
	if n := len(raw); n >= 2 && raw[0] == '"' && raw[n-1] == '"' {
		inner := raw[1 : n-1]
		if bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
			return string(inner), true
		}
	}
	var s string
	return s, json.Unmarshal(raw, &s) == nil
}

// readBool reads true or false, as such, as 1 or 0, or as any of these in a string.
func readBool(raw []byte) (value, ok bool) {
	text := string(raw)
	if len(raw) > 0 && raw[0] == '"' {
		text, _ = readString(raw)
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "true", "1":
		return true, true
	case "false", "0":
		return false, true
	}
	return false, false
}

// readInt reads an integer of at most the given bits, as a number or in a string. 3.0 is 3, and 3.5 is none.
func readInt(raw []byte, bits int) (int64, bool) {
	text, ok := readText(raw)
	if !ok {
		return 0, false
	}
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, bits); err == nil {
		return n, true
	}
	f, ok := parseFloat(text)
	bound := math.Ldexp(1, bits-1)
	if !ok || f != math.Trunc(f) || f < -bound || f >= bound {
		return 0, false
	}
	return int64(f), true
}

// readFloat reads a finite number, as such or in a string.
func readFloat(raw []byte) (float64, bool) {
	text, ok := readText(raw)
	if !ok {
		return 0, false
	}
	return parseFloat(strings.TrimSpace(text))
}

// parseFloat refuses what strconv takes and JSON has no number for: NaN, Inf, hexadecimal, underscores.
func parseFloat(text string) (float64, bool) {
	if strings.ContainsAny(text, "nNiIxX_") {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}
