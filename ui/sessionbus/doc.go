// Package sessionbus is the way to the message bus of a desktop's session, where a desktop has one.
package sessionbus
