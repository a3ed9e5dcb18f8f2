package window

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"ringside/ui/checkup"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// checking opens the page of a window in which looking comes out as results, or fails.
func checking(t *testing.T, fails error, results ...checkup.Result) *seat {
	t.Helper()
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.acts.checkup = func(_ context.Context, tell func(checkup.Result)) error {
		for _, r := range results {
			tell(r)
		}
		return fails
	}
	p.open(checkupPage)
	p.settle()
	return p
}

// found is all that the page says, a paragraph for each check.
func (p *seat) found() (all []string) {
	for _, o := range test.LaidOutObjects(p.check.Content) {
		if f, ok := o.(*widgets.Finding); ok {
			all = append(all, f.Text())
		}
	}
	return all
}

// foundOf finds what the page says of a check.
func (p *seat) foundOf(c checkup.Check) string {
	for _, text := range p.found() {
		if strings.HasPrefix(text, c.Name(p.words)+"\n") {
			return text
		}
	}
	return ""
}

func TestCheckup_SaysWhatWorksAndWhatToDoAboutTheRest(t *testing.T) {
	fine := checkup.Result{Check: checkup.Address, Status: checkup.OK, Finding: "address_ok", Facts: checkup.Facts{"ms": 3}}
	bad := checkup.Result{Check: checkup.Tray, Status: checkup.Attention, Finding: "tray_missing"}
	p := checking(t, nil, bad, fine)
	if n := len(p.found()); n != len(checkup.Checks()) {
		t.Errorf("%d checks are shown of %d", n, len(checkup.Checks()))
	}
	if first := p.found()[0]; first != p.foundOf(checkup.Tray) {
		t.Errorf("what has to be done something about comes after %q", first)
	}
	for _, r := range []checkup.Result{fine, bad} {
		for _, want := range []string{r.Status.Name(p.words), r.Summary(p.words), r.Advice(p.words)} {
			if !strings.Contains(p.foundOf(r.Check), want) {
				t.Errorf("of %s it says %q, and not %q", r.Check, p.foundOf(r.Check), want)
			}
		}
	}
	test.Tap(button(t, p.check.Content, p.words.Say("checkup_copy")))
	if !strings.Contains(p.copied, string(checkup.Tray)) {
		t.Errorf("copied %q", p.copied)
	}
}

func TestCheckup_IsMadeOnceAndAgainWhenAskedFor(t *testing.T) {
	p := checking(t, nil)
	made := 0
	p.acts.checkup = func(context.Context, func(checkup.Result)) error { made++; return nil }
	p.open(peoplePage)
	p.open(checkupPage)
	if p.settle(); made != 0 {
		t.Error("it is made again for who only looks")
	}
	test.Tap(button(t, p.check.Content, p.words.Say("checkup_run")))
	if p.settle(); made != 1 {
		t.Errorf("made %d times", made)
	}
}

func TestCheckup_ThatCannotBeMadeSaysSo(t *testing.T) {
	p := checking(t, errors.New("no"))
	if button(t, p.check.Content, p.words.Say("checkup_run")).Disabled() || p.message.Text() == "" {
		t.Error("nothing is said, or it cannot be tried again")
	}
}
