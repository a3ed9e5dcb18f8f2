//go:build darwin && !ios

package chime

func players(s Sound) []player {
	name := map[Sound]string{Attention: "Glass", Ring: "Submarine"}[s]
	return []player{{"/usr/bin/afplay", "/System/Library/Sounds/" + name + ".aiff"}}
}
