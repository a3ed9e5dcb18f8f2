//go:build unix

package resident

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// These name the file descriptors that a program inherits secrets on: that of the current account as it is, as programs of
// before knew one only, and the other accounts with theirs as JSON. A variable with a secret itself would be there for all to
// read who may look at the process.
const (
	secretPipe = "RINGSIDE_SECRET_FD"
	othersPipe = "RINGSIDE_OTHERS_FD"
)

// Succeed runs the program's new file in place of this process. It returns only if that fails.
func Succeed(program string, next Successor) error {
	environment := slices.DeleteFunc(os.Environ(), func(v string) bool { // who was signed in at first may have left
		return strings.HasPrefix(v, secretVariable+"=")
	})
	others, err := json.Marshal(next.Others)
	if err != nil {
		return fmt.Errorf("pass on the accounts: %w", err)
	}
	if len(next.Others) == 0 {
		others = nil
	}
	for variable, content := range map[string]string{secretPipe: next.Secret, othersPipe: string(others)} {
		if content == "" {
			continue
		}
		fd, err := inherited(content)
		if err != nil {
			return fmt.Errorf("pass on the secret: %w", err)
		}
		environment = append(environment, variable+"="+strconv.Itoa(fd))
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
func Inherited() string { return left(secretPipe) }

// InheritedOthers are the other accounts that the program before left for this one. They can be had once.
func InheritedOthers() []Known {
	var others []Known
	if json.Unmarshal([]byte(left(othersPipe)), &others) != nil {
		return nil
	}
	return others
}

// left is what there is to be read on the pipe that a variable names.
func left(variable string) string {
	fd, err := strconv.Atoi(os.Getenv(variable))
	_ = os.Unsetenv(variable)
	if err != nil {
		return ""
	}
	pipe := os.NewFile(uintptr(fd), "secret")
	if pipe == nil {
		return ""
	}
	defer pipe.Close()
	content, _ := io.ReadAll(io.LimitReader(pipe, 64<<10))
	return string(content)
}
