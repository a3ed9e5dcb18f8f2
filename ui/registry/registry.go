// Package registry is what Ringside puts into Windows' registry for the person who uses it, and takes away again.
package registry
