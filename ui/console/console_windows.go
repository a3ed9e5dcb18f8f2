package console

import (
	"os"

	"golang.org/x/sys/windows"
)

// Open returns what this process was started with. A program with windows is not given the terminal that it is started from: then
// it joins that, if there is one. What goes to a file or to another program still does.
func Open() *Console {
	c := &Console{Stdout: os.Stdout, Stderr: os.Stderr}
	noOutput, noErrors := !works(windows.Stdout), !works(windows.Stderr)
	if !noOutput && !noErrors || !join() {
		return c
	}
	terminal, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		free()
		return c
	}
	if noOutput {
		c.Stdout = terminal
	}
	if noErrors {
		c.Stderr = terminal
	}
	c.leave = func() {
		free()
		_ = terminal.Close()
	}
	return c
}

// works reports whether something can be written to a handle that this process was started with.
func works(handle windows.Handle) bool {
	kind, err := windows.GetFileType(handle)
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}

// join has this process belong to the terminal of its parent. It fails where that has none.
func join() bool {
	const parent = 0xFFFFFFFF // ATTACH_PARENT_PROCESS
	done, _, _ := of("AttachConsole").Call(parent)
	return done != 0
}

func free() { _, _, _ = of("FreeConsole").Call() }

func of(name string) *windows.LazyProc { return windows.NewLazySystemDLL("kernel32.dll").NewProc(name) }
