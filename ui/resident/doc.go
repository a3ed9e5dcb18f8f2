// Package resident is the part of Ringside that stays: it is signed in at the PBX, has the tray icon and tells the desktop
// who calls, and offers the picture to the window and to the commands over a socket. It knows no window toolkit. The window
// is a process of its own, which it starts when somebody wants to see it; on a phone, where there is one process only, the
// window has [Logins] beside it.
package resident
