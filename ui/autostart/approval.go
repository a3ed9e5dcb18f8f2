package autostart

// refused reports whether a note of Windows about a program that starts with it says that the person wants it no longer: its first
// byte is odd then. No note, of a program that nobody has asked about, says nothing.
func refused(note []byte) bool { return len(note) > 0 && note[0]&1 == 1 }
