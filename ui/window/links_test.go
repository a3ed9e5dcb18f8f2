package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// linked is a main screen at a Dutch PBX.
func linked(t *testing.T, set settings.Settings) *seat {
	s := newStage(me(), anna)
	s.paint(func(p *presence.Snapshot) { p.Region = "NL" })
	return sit(t, s, set)
}

func TestLink_CallsNobodyBeforeItIsAnswered(t *testing.T) {
	p := linked(t, settings.Settings{})
	p.askCall("tel:0201234567")
	p.expect()
	if focused, is := p.window.Canvas().Focused().(*widgets.Answer); !is || focused.Text != p.words.Say("link_not") {
		t.Error("the keyboard does not begin at the answer that does no harm")
	}
	p.press(fyne.KeySpace)
	p.expect()
	if p.link.Visible() {
		t.Error("it still asks")
	}
	p.askCall("tel:0201234567")
	test.Tap(button(t, p.link, p.words.Say("call")))
	p.expect(`dial +31201234567 from="" auto=true`)
	if p.settings.LinksCall || p.link.Visible() {
		t.Error("it is remembered, or still asked")
	}
}

func TestLink_TheOwnCountryCanBeCalledWithoutAskingAndNothingElse(t *testing.T) {
	p := linked(t, settings.Settings{})
	p.askCall("tel:0201234567")
	check := seen[*widget.Check](p.link)
	if len(check) != 1 {
		t.Fatalf("%d offers", len(check))
	}
	check[0].SetChecked(true)
	test.Tap(button(t, p.link, p.words.Say("call")))
	p.expect(`dial +31201234567 from="" auto=true`)
	if !p.settings.LinksCall || p.saved == 0 {
		t.Error("it is not remembered")
	}
	p.askCall("tel:0612345678")
	p.expect(`dial +31612345678 from="" auto=true`)
	for _, link := range []string{"tel:09001234567", "tel:+4930123456", "tel:112", "tel:1888", "tel:*21*203%23"} {
		p.askCall(link)
		p.expect()
		if !p.link.Visible() || len(seen[*widget.Check](p.link)) != 0 {
			t.Errorf("%s is called without asking, or may be from now on", link)
		}
	}
}

func TestLink_TheNumberCanBeChangedFirst(t *testing.T) {
	p := linked(t, settings.Settings{})
	p.askCall("tel:0201234567")
	test.Tap(button(t, p.link, p.words.Say("link_edit")))
	if said := p.settle(); slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, "dial") }) {
		t.Errorf("%q", said)
	}
	if field := p.dialer.Focus().(*widgets.Field); p.shown != dialPage || field.Text != "+31201234567" {
		t.Errorf("the field has %q", field.Text)
	}
}
