package main

import (
	_ "embed"

	"github.com/BurntSushi/toml"
)

// packaged is what packages are made from, and the one place where the version stands.
//
//go:embed FyneApp.toml
var packaged string

// version reads the version out of it.
func version() string {
	var file struct{ Details struct{ Version string } }
	if _, err := toml.Decode(packaged, &file); err != nil {
		panic(err) // a test reads it
	}
	return file.Details.Version
}
