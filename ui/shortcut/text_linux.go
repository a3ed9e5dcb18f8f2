//go:build linux && !mobile && !android

package shortcut

import (
	"context"
	"io"
	"os"
	"os/exec"

	"github.com/atotto/clipboard"
)

func selected(ctx context.Context) (string, error) {
	if paste := wayland(); paste != "" {
		return pasted(ctx, paste, "--primary")
	}
	return textX(ctx, "PRIMARY")
}

func copied(ctx context.Context) (string, error) {
	switch paste := wayland(); {
	case paste != "":
		return pasted(ctx, paste)
	case os.Getenv("DISPLAY") != "":
		return textX(ctx, "CLIPBOARD")
	}
	return clipboard.ReadAll() // which knows others still
}

// wayland is the program that reads a Wayland desktop's selections, "" where that is none or the program is not there: the X
// server of such a desktop is told of them too.
func wayland() string {
	if os.Getenv("WAYLAND_DISPLAY") == "" {
		return ""
	}
	path, _ := exec.LookPath("wl-paste")
	return path
}

// pasted is what that program tells. It fails where nothing is selected.
func pasted(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, append(args, "--no-newline", "--type", "text")...)
	cmd.WaitDelay = patience
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(out, most))
	_ = out.Close() // whoever has more to say need not say it
	if ended := cmd.Wait(); err == nil && len(text) < most {
		err = ended
	}
	return string(text), err
}
