package cli

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/resident"
)

// keeps has a Ringside run that nobody is signed in at, and that has the contacts of a folder.
func keeps(t *testing.T, folder string) *runner {
	t.Helper()
	k := resident.OpenContacts(folder, nil, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); k.Run(ctx) }()
	r := &runner{place: somewhere(t)}
	hangUp := serve(t, r.place, share.NewServer(share.Options{Words: lang.New("nl"), More: k.More}))
	t.Cleanup(func() { hangUp(); cancel(); <-ended; k.Close() })
	return r
}

// TestBook_TakesInListsAndExportsWithAndWithoutARingsideThatRuns holds that the contacts are the same both ways.
func TestBook_TakesInListsAndExportsWithAndWithoutARingsideThatRuns(t *testing.T) {
	for _, running := range []bool{false, true} {
		folder := t.TempDir()
		place := somewhere(t)
		if running {
			place = keeps(t, folder).place
		}
		do := func(args ...string) outcome {
			t.Helper()
			p := program(t, "", append([]string{"book"}, args...)...)
			p.Place, p.Folder = place, folder
			return runIn(t.Context(), t, p, "")
		}
		in := filepath.Join(t.TempDir(), "in.csv")
		if err := os.WriteFile(in, []byte("Name,Phone 1 - Label,Phone 1 - Value,Company\nBea,Work,020 1234567,Acme\n,,,\n,Work,,\nAnn,Mobile,06 12345678,\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		check(t, do("list"), 0, "Nobody found.")
		check(t, do("import", in, "--dry-run"), 0, `Record 2 \(line 4\) – it has neither a name nor a number\n2 new, 0 changed, 0 the same, 1 skipped. Nothing has been kept.`)
		check(t, do("list"), 0, "Nobody found.")
		check(t, do("import", in), 0, `Record 2 .*\n2 new, 0 changed, 0 the same, 1 skipped.`)
		got := do("import", in, "--json")
		if want := `{"kind":"skipped","line":4,"number":2,"reason":"empty"}` + "\n" + `{"kind":"import","new":0,"changed":0,"same":2,"skipped":1,"kept":true}` + "\n"; got.stdout != want {
			t.Errorf("%s%s", got.stdout, got.stderr)
		}
		check(t, do("list"), 0, `NAME +ORGANISATION +NUMBERS\nAnn +06 12345678 \(Mobile\)\nBea +Acme +020 1234567 \(Work\)`)
		check(t, do("list", "acm be"), 0, `NAME.*\nBea .*`)
		if got := do("list", "020 1234567", "--json"); !strings.HasPrefix(got.stdout, `{"kind":"entry","name":"Bea","id":"`) || strings.Count(got.stdout, "\n") != 1 {
			t.Errorf("%s%s", got.stdout, got.stderr)
		}
		out := filepath.Join(t.TempDir(), "out.vcf")
		check(t, do("export", out, "--format", "vcard3"), 0, "2 contacts written to .*out.vcf.")
		if data, err := os.ReadFile(out); err != nil || strings.Count(string(data), "VERSION:3.0") != 2 {
			t.Errorf("%s %v", data, err)
		}
		check(t, do("import", out), 0, "0 new, 0 changed, 2 the same, 0 skipped.")
		check(t, do("sync"), 0, "There is no CardDAV account yet. .*")
		for _, wrong := range [][]string{{"export", out, "--format", "pdf"}, {"import"}} {
			if got := do(wrong...); got.status != 2 {
				t.Errorf("%q: %+v", wrong, got)
			}
		}
		if got := do("import", in+".none"); got.status != 1 || !strings.Contains(got.stderr, "The file cannot be read or written.") {
			t.Errorf("%+v", got)
		}
	}
}
