package lang

import "strconv"

// Few is a number of things that wait, short enough for a badge.
func Few(n int) string {
	if n > 99 {
		return "99+"
	}
	return strconv.Itoa(n)
}
