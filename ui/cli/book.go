package cli

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"

	"ringside/pbxclient/account"
	"ringside/presence/addressbook"
	"ringside/presence/folded"
	"ringside/ui/lang"
	"ringside/ui/resident"
)

// bookCommand is what there is for the user's own contacts. It needs no PBX.
type bookCommand struct {
	Import bookImportCommand `cmd:""`
	Export bookExportCommand `cmd:""`
	List   bookListCommand   `cmd:""`
	Sync   bookSyncCommand   `cmd:""`
}

// contacts are the user's own: those of the Ringside that runs, or else of the file itself. done lets go of them.
func (j *job) contacts(ctx context.Context) (c resident.Contacts, done func(), err error) {
	if remote := meet(ctx, j.Place); remote != nil {
		c := resident.NewRemoteContacts(remote.Ask)
		if err := c.Load(ctx); err != nil {
			remote.Close()
			return nil, nil, err
		}
		return c, remote.Close, nil
	}
	k := resident.OpenContacts(j.Folder, account.NewSecrets(j.Keyring, keyringDeadline), slog.New(slog.DiscardHandler))
	if err := k.Failed(); err != nil {
		k.Close()
		return nil, nil, err
	}
	return k, k.Close, nil
}

// bookImportCommand takes in a file.
type bookImportCommand struct {
	File   string `arg:""`
	DryRun bool   `name:"dry-run"`
}

// importLine tells what came of a file, and skippedLine what was left out of it.
type (
	importLine struct {
		Kind    string `json:"kind"` // "import"
		New     int    `json:"new"`
		Changed int    `json:"changed"`
		Same    int    `json:"same"`
		Skipped int    `json:"skipped"`
		Kept    bool   `json:"kept"`
	}
	skippedLine struct {
		Kind string `json:"kind"` // "skipped"
		addressbook.Skip
	}
)

// Run looks at the file, and takes it in unless that is not wanted.
func (b *bookImportCommand) Run(ctx context.Context, j *job) error {
	path, err := filepath.Abs(b.File)
	if err != nil {
		return err
	}
	c, done, err := j.contacts(ctx)
	if err != nil {
		return err
	}
	defer done()
	o, err := c.Preview(ctx, path)
	if err != nil {
		return err
	}
	if !b.DryRun {
		if err := c.Apply(ctx, o.ID); err != nil {
			return err
		}
	}
	for _, s := range o.Skipped {
		if err := j.value(skippedLine{"skipped", s}, j.Words.Skipped(s)); err != nil {
			return err
		}
	}
	if j.JSON {
		return j.line(importLine{"import", o.NewCount, o.ChangedCount, o.Same, o.SkippedCount, !b.DryRun})
	}
	id := "book_import_done"
	if b.DryRun {
		id = "book_import_would"
	}
	return j.say(id, lang.With{"New": o.NewCount, "Changed": o.ChangedCount, "Same": o.Same, "Skipped": o.SkippedCount})
}

// bookExportCommand writes a file.
type bookExportCommand struct {
	File   string `arg:""`
	Format string `placeholder:"FORMAT"`
}

type exportLine struct {
	Kind   string             `json:"kind"` // "export"
	Path   string             `json:"path"`
	Format addressbook.Format `json:"format"`
	Count  int                `json:"count"`
}

// Run writes all contacts.
func (b *bookExportCommand) Run(ctx context.Context, j *job) error {
	format := addressbook.Format(strings.ToLower(b.Format))
	switch format {
	case addressbook.VCard4, addressbook.VCard3, addressbook.CSV:
	case "":
		if format = addressbook.VCard4; strings.EqualFold(filepath.Ext(b.File), ".csv") {
			format = addressbook.CSV
		}
	default:
		return wrongUsage(j.Words.Say("book_format_unknown", lang.With{"What": lang.Plain(b.Format, 40)}))
	}
	path, err := filepath.Abs(b.File)
	if err != nil {
		return err
	}
	c, done, err := j.contacts(ctx)
	if err != nil {
		return err
	}
	defer done()
	count, err := c.Export(ctx, path, format)
	if err != nil {
		return err
	}
	return j.value(exportLine{"export", path, format, count}, j.Words.Say("book_export_done", lang.With{"Count": count, "Path": lang.Plain(b.File, 0)}))
}

// bookListCommand lists contacts.
type bookListCommand struct {
	Query string `arg:"" optional:""`
}

type entryLine struct {
	Kind string `json:"kind"` // "entry"
	Name string `json:"name"`
	*addressbook.Entry
}

// Run lists who matches, in the order of names.
func (b *bookListCommand) Run(ctx context.Context, j *job) error {
	c, done, err := j.contacts(ctx)
	if err != nil {
		return err
	}
	defer done()
	t := j.newTable("name", "organisation", "numbers")
	found := false
	book := c.Book()
	same := book.ByNumber(b.Query)
	for e := range book.All() {
		if !matches(e, b.Query) && (e != same || b.Query == "") {
			continue
		}
		found = true
		if j.JSON {
			if err := j.line(entryLine{"entry", e.Name(), e}); err != nil {
				return err
			}
			continue
		}
		numbers := make([]string, len(e.Numbers))
		for i, n := range e.Numbers {
			numbers[i] = n.Value + " (" + j.Words.NumberKind(n.Kind) + ")"
		}
		t.add(e.Name(), e.Organisation, strings.Join(numbers, ", "))
	}
	switch {
	case j.JSON:
		return nil
	case !found:
		return j.say("contacts_nobody")
	}
	return t.flush()
}

// matches reports whether every word of a query is in what an entry is called or reached by.
func matches(e *addressbook.Entry, query string) bool {
	text := []string{e.Name(), e.SortName(), e.Nickname, e.Organisation}
	for _, n := range e.Numbers {
		text = append(text, n.Value, n.Key)
	}
	for _, m := range e.Emails {
		text = append(text, m.Value)
	}
	all := folded.Text(strings.Join(text, "\n"))
	for word := range strings.FieldsSeq(folded.Text(query)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// bookSyncCommand copies the accounts now.
type bookSyncCommand struct{}

type syncLine struct {
	Kind    string  `json:"kind"` // "account"
	ID      string  `json:"id"`
	Address string  `json:"address"`
	User    string  `json:"user_name"`
	Problem *string `json:"problem"`
}

// Run copies one account after the other, and fails if one of them did.
func (b *bookSyncCommand) Run(ctx context.Context, j *job) error {
	c, done, err := j.contacts(ctx)
	if err != nil {
		return err
	}
	defer done()
	accounts := c.Accounts()
	if len(accounts) == 0 && !j.JSON {
		return j.say("book_sync_none")
	}
	var failed error
	for _, st := range accounts {
		err := c.Sync(ctx, st.Account.ID)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line := syncLine{Kind: "account", ID: st.Account.ID, Address: st.Account.Address, User: st.Account.UserName}
		who := lang.Plain(st.Account.UserName+" @ "+st.Account.Address, 0)
		text := j.Words.Say("book_sync_done", lang.With{"Account": who})
		if err != nil {
			why := j.Words.Error(err)
			line.Problem, failed = &why, refused(j.Words.Say("book_sync_failed", lang.With{"Account": who, "Why": why}))
			text = ""
		}
		if text != "" || j.JSON {
			if err := j.value(line, text); err != nil {
				return err
			}
		}
	}
	return failed
}
