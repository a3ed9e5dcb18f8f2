// Package presence keeps a live mirror of the PBX: who can be reached, which calls run, what waits in
// the mailboxes.
//
// One goroutine, [Engine.Run], owns all state. It learns the position in the PBX's event stream, lists
// users, phones and mailboxes, and then follows the events. What it knows is published as an immutable
// [Snapshot]; what a person has to be told travels beside it as a [Notice], so that a ring is never lost
// between two snapshots. Everything above this package sees it through [Mirror] alone.
package presence
