//go:build linux && !android

package chime

// freedesktop is where desktops have their sounds.
const freedesktop = "/usr/share/sounds/freedesktop/stereo/"

var players = []player{
	{"canberra-gtk-play", "--id", "dialog-warning"},
	{"pw-play", freedesktop + "dialog-warning.oga"},
	{"paplay", freedesktop + "dialog-warning.oga"},
}
