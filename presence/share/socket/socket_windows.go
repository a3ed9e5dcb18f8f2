package socket

import (
	"net"
	"os"
	"path/filepath"
)

// defaultFolder is among the user's own local data, whose rights keep other users away from the socket in it.
func defaultFolder() string {
	base, err := os.UserCacheDir() // %LocalAppData%
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "Ringside", "run")
}

// private makes the folder; it inherits the rights of the one that it is in.
func private(folder string) error { return os.MkdirAll(folder, 0o700) }

func listenPrivately(path string) (net.Listener, error) { return net.Listen("unix", path) }

// sameUser has nothing to ask: whoever could open the socket may use the user's own data.
func sameUser(net.Conn) error { return nil }
