// Package safefile writes small files that hold what a person set: whole or not at all, readable by their owner only.
package safefile
