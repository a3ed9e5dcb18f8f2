//go:build linux

package desk

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// pack makes the packages, and returns the path of each by how its name ends.
func pack(t *testing.T) map[string]string {
	t.Helper()
	into := t.TempDir()
	command := exec.Command(".ci/package", into, tags())
	command.Dir = filepath.Join("..", "..")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	made := map[string]string{}
	for _, kind := range []string{".deb", ".tar.xz"} {
		found, err := filepath.Glob(filepath.Join(into, "*"+kind))
		if err != nil || len(found) != 1 {
			t.Fatalf("%s: %v, %v", kind, found, err)
		}
		made[kind] = found[0]
	}
	return made
}

func sum(t *testing.T, path string) [sha256.Size]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// tool runs a program that has to succeed, and returns what it said.
func tool(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}

func TestPackage_IsWholeInstallsStartsAndGoesAgain(t *testing.T) {
	made, again := pack(t), pack(t)
	for kind := range made {
		if sum(t, made[kind]) != sum(t, again[kind]) {
			t.Errorf("two %s of one commit differ", kind)
		}
	}
	// A root of its own: nothing of this machine is touched.
	root := t.TempDir()
	dpkg := func(args ...string) {
		t.Helper()
		tool(t, "dpkg", append([]string{"--root=" + root, "--force-not-root", "--force-depends", "--force-bad-path"}, args...)...)
	}
	for _, file := range []string{"status", "available"} {
		path := filepath.Join(root, "var", "lib", "dpkg", file)
		if err := errors.Join(os.MkdirAll(filepath.Join(filepath.Dir(path), "info"), 0o755), os.WriteFile(path, nil, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	dpkg("--install", made[".deb"])
	share := filepath.Join(root, "usr", "share")
	tool(t, "desktop-file-validate", filepath.Join(share, "applications", "ringside.desktop"))
	tool(t, "appstreamcli", "validate", "--no-net", filepath.Join(share, "metainfo", "app.ringside.Ringside.metainfo.xml"))
	tool(t, "mandoc", "-T", "lint", "-W", "error", filepath.Join(share, "man", "man1", "ringside.1.gz"))
	tool(t, "bash", "-n", filepath.Join(share, "bash-completion", "completions", "ringside"))
	for _, legal := range []string{"copyright", "LICENCES-OF-OTHERS", "ringside.cdx.json"} {
		text, err := os.ReadFile(filepath.Join(share, "doc", "ringside", legal))
		if err != nil || legal != "copyright" && !bytes.Contains(text, []byte("fyne.io/fyne/v2")) {
			t.Errorf("%s tells nothing of the libraries: %v", legal, err)
		}
	}
	listed := strings.Fields(tool(t, "tar", "-tf", made[".tar.xz"]))
	if len(listed) < 10 || !strings.HasSuffix(listed[0], "/") || !strings.Contains(strings.Join(listed, "\n"), "/usr/bin/ringside\n") {
		t.Errorf("the archive has %q", listed)
	}

	s := set(t)
	s.program = filepath.Join(root, "usr", "bin", "ringside")
	if version := tool(t, s.program, "--version"); !strings.HasPrefix(version, "ringside ") {
		t.Errorf("the version is %q", version)
	}
	s.open()
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
	s.must(s.End())

	dpkg("--purge", "ringside")
	err := filepath.WalkDir(filepath.Join(root, "usr"), func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			t.Errorf("%s is left behind", path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
