// Package chime plays the sound that the desktop has for what wants attention. Ringside brings none of its own: what people know from
// their desktop, and have set as loud as they like, needs no player.
package chime
