//go:build !ios

package tray

func platformIcon(png []byte) []byte { return png }

func literal(label string) string { return label }
