package main

import (
	"encoding/json"
	"io"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rooms are the levels of the house, from the top; what is imported stands lower or on the same level.
var rooms = []string{"ui", "presence", "pbxclient", "assets"}

// listed is what `go list -json` tells of a package.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "ci,no_emoji", "-json=ImportPath,Imports,TestImports,XTestImports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// level is which room a package of ours belongs to, -1 for main and for what isn't ours.
func level(importPath string) int {
	inside, ours := strings.CutPrefix(importPath, "ringside/")
	if !ours {
		return -1
	}
	return slices.Index(rooms, strings.SplitN(inside, "/", 2)[0])
}

func TestImports_GoOneWayThroughTheHouse(t *testing.T) {
	all := packages(t)
	if len(all) < 10 {
		t.Fatalf("only %d packages listed", len(all))
	}
	for _, p := range all {
		for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if level(i) >= 0 && level(i) < level(p.ImportPath) {
				t.Errorf("%s must not import %s: that is upstairs", p.ImportPath, i)
			}
		}
	}
}

func TestImports_OnlyTheWindowKnowsFyne(t *testing.T) {
	for _, p := range packages(t) {
		window := strings.HasPrefix(p.ImportPath, "ringside/ui/window")
		for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if strings.HasPrefix(i, "fyne.io/fyne") && (!window || p.ImportPath == "ringside/ui/window/rows") {
				t.Errorf("%s must not import %s", p.ImportPath, i)
			}
		}
	}
}

// What stays all day is small because it has no window toolkit in it, and the commands need none.
func TestImports_WhatHasNoWindowNeedsNoFyne(t *testing.T) {
	const fyne = "fyne.io/fyne/v2"
	for _, room := range []string{
		"ringside/ui/resident", "ringside/ui/tray", "ringside/ui/notify", "ringside/ui/session", "ringside/ui/settings",
		"ringside/ui/cli", "ringside/ui/checkup", "ringside/presence/...", "ringside/pbxclient/...",
	} {
		needed := needs(t, room)
		if slices.ContainsFunc(needed, func(p string) bool { return p == fyne || strings.HasPrefix(p, fyne+"/") }) {
			t.Errorf("%s needs %s", room, fyne)
		}
	}
	if !slices.Contains(needs(t, "ringside/ui/window"), fyne) {
		t.Error("the window does not need it: this test sees nothing")
	}
}

// needs are the packages that some are made of, however deep.
func needs(t *testing.T, packages string) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "ci,no_emoji", "-deps", packages).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}

func TestVersion_StandsInTheFileThatPackagesAreMadeFrom(t *testing.T) {
	if v := version(); !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(v) {
		t.Errorf("the version is %q", v)
	}
}
