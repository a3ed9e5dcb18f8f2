// Package widgets draws what rows says. A widget takes a plain struct through Set, compares it with what it shows,
// and reports what a person does through its On callbacks. It knows no PBX and decides nothing.
package widgets
