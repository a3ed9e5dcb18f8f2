package cli

import "log/slog"

// logFlag is how much is written to standard error of what happens.
type logFlag struct {
	LogLevel string `name:"log-level" default:"warn" enum:"debug,info,warn,error" placeholder:"LEVEL"`
}

// level is that as package slog has it; the parser has let nothing else through.
func (f logFlag) level() slog.Level {
	var l slog.Level
	_ = l.UnmarshalText([]byte(f.LogLevel))
	return l
}
