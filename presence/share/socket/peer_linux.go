package socket

import "golang.org/x/sys/unix"

// peer is the user at the other end of a socket.
func peer(fd int) (uid uint32, err error) {
	who, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
	if err != nil {
		return 0, err
	}
	return who.Uid, nil
}
