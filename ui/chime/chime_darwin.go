//go:build darwin && !ios

package chime

var players = []player{{"/usr/bin/afplay", "/System/Library/Sounds/Glass.aiff"}}
