// Package rows decides what the window says: plain structs, made from the engine's picture by pure functions,
// and sorted, grouped and searched here. It knows no widget and no goroutine, so tables of text can test it.
package rows
