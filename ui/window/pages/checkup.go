package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/checkup"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// Checkup is the page that says what works here, and what to do about the rest.
type Checkup struct {
	// OnRun asks for a check-up, for Take and Done. OnCopy is given what came out, for whoever helps.
	OnRun  func()
	OnCopy func(results []checkup.Result)

	Content fyne.CanvasObject

	words     *lang.Words
	run, copy *widget.Button
	verdict   *widget.Label
	rows      *fyne.Container
	findings  map[checkup.Check]*widgets.Finding
	results   map[checkup.Check]checkup.Result
	running   bool
	seen      bool
}

// NewCheckup makes the page, before anything was looked at.
func NewCheckup(w *lang.Words) *Checkup {
	c := &Checkup{words: w, findings: map[checkup.Check]*widgets.Finding{}, results: map[checkup.Check]checkup.Result{}}
	c.run = widget.NewButtonWithIcon(w.Say("checkup_run"), look.Sync.Plain(), c.Run)
	c.copy = widget.NewButtonWithIcon(w.Say("checkup_copy"), look.Copy.Plain(), func() { c.OnCopy(c.inOrder()) })
	c.copy.Disable()
	c.verdict = widget.NewLabel("")
	c.verdict.Wrapping = fyne.TextWrapWord
	c.verdict.SizeName = theme.SizeNameText
	c.rows = container.NewVBox()
	for _, check := range checkup.Checks() {
		c.findings[check] = widgets.NewFinding(check.Name(w))
		c.rows.Add(c.findings[check])
	}
	body := container.NewVBox(c.verdict, widgets.Inset(0, 4, 4, 4, widgets.NewFlow(c.run, c.copy)), c.rows)
	c.Content = container.NewBorder(widgets.NewHeader(w.Say("page_checkup")), nil, nil, nil, widgets.NewColumn(body))
	return c
}

// Focus is what gets the keyboard when the page comes up.
func (c *Checkup) Focus() fyne.Focusable { return c.run }

// Opened looks at everything, the first time that the page is.
func (c *Checkup) Opened() {
	if !c.seen {
		c.Run()
	}
}

// Run asks for a check-up, unless one is being made.
func (c *Checkup) Run() {
	if c.running {
		return
	}
	c.running, c.seen = true, true
	clear(c.results)
	for _, f := range c.findings {
		f.Wait()
	}
	c.run.Disable()
	c.copy.Disable()
	c.verdict.SetText(c.words.Say("checkup_running"))
	c.OnRun()
}

// Take shows a result.
func (c *Checkup) Take(r checkup.Result) {
	c.results[r.Check] = r
	if f := c.findings[r.Check]; f != nil {
		f.Set(signs[r.Status].icon, signs[r.Status].colour, r.Status.Name(c.words), r.Summary(c.words), r.Advice(c.words))
	}
}

// worstFirst puts what a person has to do something about above what is well.
func (c *Checkup) worstFirst() {
	c.rows.RemoveAll()
	for _, status := range []checkup.Status{checkup.Failed, checkup.Attention, "", checkup.OK, checkup.Skipped} {
		for _, check := range checkup.Checks() {
			if c.results[check].Status == status {
				c.rows.Add(c.findings[check])
			}
		}
	}
}

// Done says what came of it all; failed is true if the check-up could not be made.
func (c *Checkup) Done(failed bool) {
	c.running = false
	c.worstFirst()
	c.run.Enable()
	if len(c.results) > 0 {
		c.copy.Enable()
	}
	bad := map[checkup.Status]int{}
	for _, r := range c.results {
		bad[r.Status]++
	}
	switch {
	case failed:
		c.verdict.SetText(c.words.Say("checkup_not_made"))
	case bad[checkup.Failed] > 0:
		c.verdict.SetText(c.words.Say("checkup_failed", lang.With{"Count": bad[checkup.Failed]}))
	case bad[checkup.Attention] > 0:
		c.verdict.SetText(c.words.Say("checkup_attention", lang.With{"Count": bad[checkup.Attention]}))
	default:
		c.verdict.SetText(c.words.Say("checkup_fine"))
	}
}

// inOrder are the results in the order in which people read them.
func (c *Checkup) inOrder() (results []checkup.Result) {
	for _, check := range checkup.Checks() {
		if r, ok := c.results[check]; ok {
			results = append(results, r)
		}
	}
	return results
}

// signs are how a status looks: each has a sign of its own besides its colour and its word.
var signs = map[checkup.Status]struct {
	icon   look.Icon
	colour fyne.ThemeColorName
}{
	checkup.OK: {look.Check, look.Free}, checkup.Attention: {look.Warning, theme.ColorNameWarning},
	checkup.Failed: {look.DND, theme.ColorNameError}, checkup.Skipped: {look.Info, look.Absent},
}
