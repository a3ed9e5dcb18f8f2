//go:build linux && !android

package chime

// freedesktop is where desktops have their sounds.
const freedesktop = "/usr/share/sounds/freedesktop/stereo/"

// players are named as the sound naming specification has the sounds.
func players(s Sound) []player {
	name := map[Sound]string{Attention: "dialog-warning", Ring: "phone-incoming-call"}[s]
	return []player{
		{"canberra-gtk-play", "--id", name},
		{"pw-play", freedesktop + name + ".oga"},
		{"paplay", freedesktop + name + ".oga"},
	}
}
