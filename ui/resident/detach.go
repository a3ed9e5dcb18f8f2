package resident

import "os/exec"

// startDetached starts a program that lives on by itself, without the secret that this one may have been started with.
func startDetached(program string, args ...string) error {
	cmd := exec.Command(program, args...)
	cmd.Env = environmentOf(nil)
	cmd.SysProcAttr = detached()
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
