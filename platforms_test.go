package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// compiled is what `go list` tells of a package that a program is made of.
type compiled struct {
	ImportPath, Dir   string
	GoFiles, CgoFiles []string
	ImportMap         map[string]string
	Error             *struct{ Err string }
}

// TestPlatforms_OurCodeHasTheRightTypesOnEverySystem reads the program as each system has it, as a compiler does before it makes
// anything: for most of them there is none here. Of packages of others only what they declare is read.
func TestPlatforms_OurCodeHasTheRightTypesOnEverySystem(t *testing.T) {
	for _, system := range []struct{ os, arch, tags string }{
		{"windows", "amd64", "migrated_fynedo"},
		{"darwin", "arm64", "migrated_fynedo"},
		{"android", "arm64", "migrated_fynedo"},
		{"ios", "arm64", "migrated_fynedo"},
		{"linux", "amd64", "migrated_fynedo,mobile"},
	} {
		t.Run(system.os+" "+system.tags, func(t *testing.T) {
			checked := map[string]*types.Package{"unsafe": types.Unsafe}
			ours := 0
			for _, p := range listFor(t, system.os, system.arch, system.tags) {
				if p.ImportPath == "unsafe" || p.ImportPath == "C" {
					continue
				}
				if mine := isOurs(p.ImportPath); mine {
					ours++
				}
				for _, err := range check(p, checked, system.arch) {
					t.Errorf("%s: %v", p.ImportPath, err)
				}
			}
			if ours < 30 {
				t.Errorf("only %d packages are ours: this test sees nothing", ours)
			}
		})
	}
}

func isOurs(path string) bool { return path == "ringside" || strings.HasPrefix(path, "ringside/") }

// listFor lists all packages that the program is made of on a system, each after those that it imports.
func listFor(t *testing.T, system, arch, tags string) (all []compiled) {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-deps", "-json=ImportPath,Dir,GoFiles,CgoFiles,ImportMap,Error", "-tags", tags, ".")
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p compiled
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// check reads a package and notes what it declares; the errors are those in packages of ours.
func check(p compiled, checked map[string]*types.Package, arch string) (wrong []error) {
	note := func(err error) {
		if isOurs(p.ImportPath) {
			wrong = append(wrong, err)
		}
	}
	if p.Error != nil {
		note(errors.New(p.Error.Err))
	}
	files := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range append(p.GoFiles, p.CgoFiles...) {
		file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			note(err)
		}
		if file != nil {
			parsed = append(parsed, file)
		}
	}
	config := types.Config{
		Importer: imported{checked, p.ImportMap}, Sizes: types.SizesFor("gc", arch), Error: note,
		FakeImportC: true, IgnoreFuncBodies: !isOurs(p.ImportPath),
	}
	made, _ := config.Check(p.ImportPath, files, parsed, nil) // what is wrong has been noted
	if made != nil {
		made.MarkComplete()
		checked[p.ImportPath] = made
	}
	return wrong
}

// imported are the packages that have been read, under the names by which one imports them.
type imported struct {
	checked map[string]*types.Package
	names   map[string]string
}

// Import implements types.Importer.
func (i imported) Import(path string) (*types.Package, error) {
	if name, other := i.names[path]; other {
		path = name
	}
	if p := i.checked[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("%s has not been read", path)
}
