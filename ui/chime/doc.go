// Package chime plays the sounds that the desktop has for what wants attention and for a call. Ringside brings none of its own: what people know from
// their desktop, and have set as loud as they like, needs no player.
package chime

// Sound is one of the desktop's.
type Sound int

// The sounds.
const (
	Attention Sound = iota // something wants attention
	Ring                   // somebody calls
)
