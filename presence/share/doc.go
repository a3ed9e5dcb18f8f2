// Package share lets another process of the same user see the picture and give commands: over a local socket, as lines of
// JSON, which are those of `ringside watch --json` with more in them. PROTOCOL.md beside this file describes them for other
// programs. A [Server] offers a [presence.Mirror] to any number of connections; a [Remote] is one again at the other end.
package share
