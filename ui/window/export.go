package window

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// askExport asks for the file that calls are saved in.
func (m *mainScreen) askExport(l rows.Looked) {
	name := m.words.Say("export_file") + "-" + time.Now().Format(time.DateOnly) + ".csv"
	m.askFile("export_ask", name, func(path string) { m.export(l, path) })
}

// askFile asks with a sentence for the file that something is saved in, which may be called name. It holds nothing up: the question
// stands above the page.
func (m *mainScreen) askFile(sentence, name string, save func(path string)) {
	field := widgets.NewField("", nil)
	field.SetText(filepath.Join(documents(), name))
	done := func() {
		path := field.Text
		if !filepath.IsAbs(path) {
			path = filepath.Join(documents(), path)
		}
		save(path)
	}
	field.OnSubmitted = func(string) { done() }
	width := min(m.content.Size().Width-look.Scaled(90), look.Scaled(480))
	m.say(m.words.Say(sentence), container.NewVBox(
		container.NewGridWrap(fyne.NewSize(max(width, 120), field.MinSize().Height), field),
		container.NewHBox(widget.NewButton(m.words.Say("save"), done), m.dismissal()),
	))
	m.canvas.Focus(field)
}

// export saves the calls that a person looks for in a file, and says so.
func (m *mainScreen) export(l rows.Looked, path string) {
	m.do.export(path, presence.HistoryQuery{Missed: l.Filter == rows.MissedCalls}, l.Matcher(m.snap.Contacts, m.eyes()), func(count int, err error) {
		if err == nil {
			m.report(m.words.Say("exported", lang.With{"Count": count, "Path": path}))
			return
		}
		m.tell(m.notExported(err))
	})
}

// notExported says why a file was not written.
func (m *mainScreen) notExported(err error) string {
	var failure *fs.PathError
	switch {
	case errors.Is(err, fs.ErrExist):
		return m.words.Say("export_exists")
	case errors.As(err, &failure):
		return m.words.Say("export_failed", lang.With{"Reason": lang.Plain(failure.Err.Error(), 120)})
	}
	return m.words.Error(err)
}

// documents is the folder that files are saved in unless a person says another.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	if folder := filepath.Join(home, "Documents"); isFolder(folder) {
		return folder
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// export saves the calls that a query finds and that are wanted as CSV in a new file; done is told how many, or why not.
func (c *controller) export(path string, q presence.HistoryQuery, wanted func(*journal.Call) bool, done func(count int, err error)) {
	var count int
	var failed error
	c.command(func(ctx context.Context) error {
		count, failed = writeCalls(path, presence.AllHistory(ctx, c.mirror, q), wanted)
		return nil // done tells of it
	}, func(error) { done(count, failed) })
}

// writeCalls writes those of the calls that are wanted into a file that there is not yet. Of a file that cannot be written
// whole, nothing stays.
func writeCalls(path string, calls iter.Seq2[journal.Call, error], wanted func(*journal.Call) bool) (count int, err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, err
	}
	err = journal.WriteCSV(file, func(yield func(journal.Call, error) bool) {
		for call, err := range calls {
			if err == nil && !wanted(&call) {
				continue
			}
			count++
			if !yield(call, err) {
				return
			}
		}
	})
	if err = errors.Join(err, file.Close()); err != nil {
		_ = os.Remove(path)
		return 0, err
	}
	return count, nil
}
