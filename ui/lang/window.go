package lang

import "strings"

// WindowFailed says what became of a window that did not come, from the last that it said itself.
func (w *Words) WindowFailed(reason string) string {
	reason = strings.TrimRight(Plain(reason, 160), ". ")
	switch {
	case reason == "":
		return w.Say("window_failed_silently")
	case graphics(reason):
		return w.Say("window_no_opengl", With{"Reason": reason})
	}
	return w.Say("window_failed", With{"Reason": reason})
}

// graphics tells what a window says where the desktop has no OpenGL for it.
func graphics(reason string) bool {
	for _, word := range []string{"GLX", "OpenGL", "EGL", "WGL", "GLES", "NSGL"} {
		if strings.Contains(reason, word) {
			return true
		}
	}
	return false
}
