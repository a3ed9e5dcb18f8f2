// Package desk is a real desktop on no screen: an X server, a window manager, a session bus, a notification service
// and a tray. Tests, benchmarks and the screenshots of the README drive the real program on it, with keys and clicks,
// and read the screen as a person does. It is no part of the product, and Linux only.
package desk
