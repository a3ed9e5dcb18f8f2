package tray

import "strings"

func platformIcon(png []byte) []byte { return ico(png) }

// literal keeps an ampersand from becoming the mark of an access key, and a tab from moving what follows to the right.
func literal(label string) string {
	return strings.NewReplacer("&", "&&", "\t", " ").Replace(label)
}
