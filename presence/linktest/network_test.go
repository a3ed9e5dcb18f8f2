//go:build linux

package linktest

import (
	"testing"
)

const (
	ourAddress = "10.77.0.1"
	farAddress = "10.77.0.2"
)

// network is two computers with a cable between them: the one that the test's process is, and one far away.
type network struct {
	t           *testing.T
	far, middle *namespace
	cable       *cable
}

// build connects both computers; each has the link eth0.
func build(t *testing.T) *network {
	t.Helper()
	n := &network{t: t, far: newNamespace(t), middle: newNamespace(t)}
	n.here("ip link set lo up")
	n.here("ip link add eth0 type veth peer name ours netns " + n.middle.address())
	n.there("ip link add eth0 type veth peer name theirs netns " + n.middle.address())
	n.here("ip address add " + ourAddress + "/24 dev eth0")
	n.there("ip address add " + farAddress + "/24 dev eth0")
	n.here("ip link set eth0 up")
	n.there("ip link set eth0 up")
	n.must(n.middle.run("ip link set ours up"))
	n.must(n.middle.run("ip link set theirs up"))
	n.cable = layCable(t, n.middle, "ours", "theirs")
	return n
}

// here runs a program on our computer.
func (n *network) here(command string) { n.t.Helper(); n.must(run(command)) }

// there runs a program on the computer far away.
func (n *network) there(command string) { n.t.Helper(); n.must(n.far.run(command)) }

func (n *network) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}
