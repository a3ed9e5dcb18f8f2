//go:build linux

package desk

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// random is the one thing that Go's programs ask of Windows and Wine lacks until its version 9.
const random = `#include <windows.h>
#include <ntsecapi.h>
BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, (ULONG)size); }
`

// wine has the program for Windows run on the scene's desktop, in a Windows of its own.
type wine struct {
	*scene
	exe, prefix string
}

// onWine prepares it, for the program that the environment names.
func onWine(t *testing.T) *wine {
	t.Helper()
	exe := os.Getenv("RINGSIDE_WINDOWS_PROGRAM")
	if exe == "" {
		t.Skip("“make test-windows” runs this with the program that it packs")
	}
	if _, err := exec.LookPath("wine"); err != nil {
		t.Skip("there is no Wine here (apt-get install wine wine64)")
	}
	s := set(t)
	w := &wine{s, exe, filepath.Join(s.desk.Home(), "wine")}
	s.must(w.tool("wineboot", "--init").Run())
	t.Cleanup(w.shutDown)
	system := filepath.Join(w.prefix, "drive_c", "windows", "system32")
	if _, err := os.Stat(filepath.Join(system, "bcryptprimitives.dll")); err != nil {
		source := filepath.Join(t.TempDir(), "random.c")
		s.must(os.WriteFile(source, []byte(random), 0o600))
		s.must(exec.Command("x86_64-w64-mingw32-gcc", "-shared", "-o", filepath.Join(system, "bcryptprimitives.dll"), source, "-ladvapi32").Run())
	}
	return w
}

// tool is one of Wine's programs, for this Windows; it says nothing of what it thinks.
func (w *wine) tool(name string, args ...string) *exec.Cmd {
	cmd := w.desk.Command(name, args...)
	cmd.Env = append(cmd.Env, "WINEPREFIX="+w.prefix, "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=")
	return cmd
}

// shutDown ends all that runs on it.
func (w *wine) shutDown() { _ = w.tool("wineserver", "-k").Run() }

// ringside is the program, signed in at the office.
func (w *wine) ringside(args ...string) *exec.Cmd {
	account, secret := w.office.Login()
	cmd := w.tool("wine", append([]string{w.exe, "--pbx", account.Address, "--insecure-http", "--user", account.UserName}, args...)...)
	cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret)
	return cmd
}

func TestWindows_TheProgramRunsUnderWine(t *testing.T) {
	w := onWine(t)
	said := func(want string, cmd *exec.Cmd) {
		t.Helper()
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%v printed %q (%v), not %q", cmd.Args, out, err, want)
		}
	}
	said("ringside ", w.tool("wine", w.exe, "--version"))
	said("+31201234567", w.tool("wine", w.exe, "normalize", "020-1234567", "--region", "NL"))
	said(w.anna.FullName, w.ringside("contacts"))

	w.start(w.ringside())
	t.Cleanup(w.shutDown) // before the desktop waits for all that was started there
	w.must(w.WaitWindow(w.ctx))
	w.must(w.WaitText(w.ctx, "Available", "Connected"))
	w.must(w.Type(strings.ToLower(w.anna.FullName[:3])))
	w.must(w.WaitText(w.ctx, w.anna.FullName))
	w.must(w.Key("Return"))
	w.asked("POST", "/call", `"number":"`)
	said("", w.tool("wine", w.exe, "--", "tel:020-1234567")) // by the pipe, to the one that runs
	w.must(w.WaitText(w.ctx, "asks", "+31 20 123 4567", "Netherlands"))
}
