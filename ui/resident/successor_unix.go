//go:build unix

package resident

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// secretPipe names the file descriptor that a program inherits its secret on. A variable with the secret itself would be
// there for all to read who may look at the process.
const secretPipe = "RINGSIDE_SECRET_FD"

// Succeed runs the program's new file in place of this process. It returns only if that fails.
func Succeed(program string, next Successor) error {
	environment := slices.DeleteFunc(os.Environ(), func(v string) bool { // who was signed in at first may have left
		return strings.HasPrefix(v, secretVariable+"=")
	})
	if next.Secret != "" {
		fd, err := inherited(next.Secret)
		if err != nil {
			return fmt.Errorf("pass on the secret: %w", err)
		}
		environment = append(environment, secretPipe+"="+strconv.Itoa(fd))
	}
	return fmt.Errorf("start the new version: %w", syscall.Exec(program, append([]string{program}, next.Args...), environment))
}

// inherited is a pipe with the secret in it, which the next program of this process can read.
func inherited(secret string) (fd int, err error) {
	var ends [2]int
	if err := syscall.Pipe(ends[:]); err != nil {
		return 0, err
	}
	err = syscall.SetNonblock(ends[1], true) // what is longer than a pipe holds is no secret
	if err == nil {
		var n int
		if n, err = syscall.Write(ends[1], []byte(secret)); err == nil && n < len(secret) {
			err = io.ErrShortWrite
		}
	}
	if err = errors.Join(err, syscall.Close(ends[1])); err != nil {
		_ = syscall.Close(ends[0])
		return 0, err
	}
	return ends[0], nil
}

// Inherited is the secret that the program before left for this one, "" for none. It can be had once.
func Inherited() string {
	fd, err := strconv.Atoi(os.Getenv(secretPipe))
	_ = os.Unsetenv(secretPipe)
	if err != nil {
		return ""
	}
	pipe := os.NewFile(uintptr(fd), "secret")
	if pipe == nil {
		return ""
	}
	defer pipe.Close()
	secret := make([]byte, 64<<10)
	n, _ := pipe.Read(secret)
	return string(secret[:n])
}
