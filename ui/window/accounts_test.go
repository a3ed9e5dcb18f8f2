package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// offices are so many accounts, of which the first is the current one and the third has to be signed in to.
func offices(n int) []share.Listed {
	all := []account.Account{
		{Address: "pbx.example.org", UserName: "ik"}, {Address: "phone.example.net", UserName: "me"}, {Address: "voice.example.com", UserName: "moi"},
	}
	list := share.List(all[:n], 0)
	for i := range list {
		list[i].State, list[i].Missed = presence.Live, i
	}
	if n > 2 {
		list[2].State = presence.SignedOut
	}
	return list
}

func (p *seat) accountRows() []*widgets.AccountRow { return on[*widgets.AccountRow](p, settingsPage) }

func TestAccounts_AreListedInTheSettingsAndSwitchedTo(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	list := offices(3)
	p.setAccounts(list)
	listed := p.accountRows()
	if len(listed) != 3 || !listed[0].Shown().Current || listed[1].Shown().Unread != 1 {
		t.Fatalf("%d rows", len(listed))
	}
	if p.reads(settingsPage, "Signed in as ik at pbx.example.org") {
		t.Error("who is signed in is said twice")
	}
	p.window.Canvas().Focus(listed[1])
	p.press(fyne.KeyReturn)
	if p.signed != "use "+list[1].Key {
		t.Errorf("asked to %q", p.signed)
	}
	list = offices(3)
	list[0].Current, list[1].Current = false, true
	p.setAccounts(list)
	if p.window.Canvas().Focused() != listed[1] || !listed[1].Shown().Current || listed[0].Shown().Current {
		t.Error("the rows are others, or do not show which is the current one now")
	}
	p.setAccounts(offices(1))
	if len(p.accountRows()) > 0 || !p.reads(settingsPage, "Signed in as ik at pbx.example.org") {
		t.Error("one account needs no list")
	}
	p.tap(settingsPage, p.words.Say("account_add"))
	if p.signed != "add" {
		t.Errorf("asked to %q", p.signed)
	}
}

func TestAccounts_AreForgottenAfterOneQuestionInPlace(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	list := offices(2)
	p.setAccounts(list)
	ask := func() {
		t.Helper()
		icons := slices.DeleteFunc(on[*widget.Button](p, settingsPage), func(b *widget.Button) bool { return b.Text != "" })
		test.Tap(icons[1])
		if !p.reads(settingsPage, "Sign out of phone.example.net and forget its password on this computer?") {
			t.Error("it does not ask")
		}
	}
	ask()
	p.tap(settingsPage, p.words.Say("account_forget_no"))
	if p.signed != "" || p.reads(settingsPage, "Sign out of phone.example.net and forget its password on this computer?") {
		t.Errorf("asked to %q, or asks still", p.signed)
	}
	ask()
	p.tap(settingsPage, p.words.Say("account_forget"))
	if p.signed != "forget "+list[1].Key {
		t.Errorf("asked to %q", p.signed)
	}
}

func TestAccounts_HaveASwitcherWhereThereAreSeveral(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	if p.setAccounts(offices(1)); p.switcher.Visible() {
		t.Error("there is nothing to switch to")
	}
	list := offices(3)
	p.setAccounts(list)
	if !p.switcher.Visible() || p.switcher.Name() != "example" || p.switcher.Badge() != 3 {
		t.Errorf("on the rail: %v, %q, %d", p.switcher.Visible(), p.switcher.Name(), p.switcher.Badge())
	}
	test.Tap(p.switcher)
	menu := p.window.Canvas().Overlays().Top()
	if menu == nil {
		t.Fatal("it lists nothing")
	}
	p.window.Canvas().Overlays().Remove(menu)

	p.window.Resize(fyne.NewSize(900, 400))
	if p.switcher.Visible() {
		t.Error("it takes the room of a page's name")
	}
	p.window.Resize(fyne.NewSize(360, 700))
	if p.switcher.Visible() {
		t.Error("a phone has no rail")
	}
	for _, at := range []page{morePage, mePage} {
		p.open(at)
		link := on[*widgets.LinkRow](p, at)[0]
		if link.Name() != "pbx.example.org" || link.Badge() != 3 {
			t.Errorf("on page %d: %q, %d", at, link.Name(), link.Badge())
		}
	}
	p.setAccounts(offices(1))
	for _, link := range on[*widgets.LinkRow](p, morePage) {
		if link.Name() == "pbx.example.org" {
			t.Error("there is nothing to switch to on the phone")
		}
	}
}

func TestAccounts_TheMenuSwitchesAndAdds(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	list := offices(3)
	p.setAccounts(list)
	menu := p.accountMenu()
	var labels []string
	for _, item := range menu.Items {
		labels = append(labels, item.Label)
	}
	want := []string{"pbx.example.org", "phone.example.net (1)", "voice.example.com · Sign in again (2)", "", "Add an account"}
	if diff := cmp.Diff(want, labels); diff != "" {
		t.Error(diff)
	}
	if !menu.Items[0].Checked || menu.Items[1].Checked {
		t.Error("the current one is not marked")
	}
	menu.Items[1].Action()
	if p.signed != "use "+list[1].Key {
		t.Errorf("asked to %q", p.signed)
	}
	menu.Items[4].Action()
	if p.signed != "add" {
		t.Errorf("asked to %q", p.signed)
	}
}

func TestAccounts_AreInThePalette(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	offers := func() (names []string) {
		for _, c := range p.accountCommands() {
			names = append(names, c.name)
		}
		return names
	}
	p.setAccounts(offices(1))
	if diff := cmp.Diff([]string{"Add an account"}, offers()); diff != "" {
		t.Error(diff)
	}
	list := offices(2)
	p.setAccounts(list)
	if diff := cmp.Diff([]string{"Switch to phone.example.net", "Add an account"}, offers()); diff != "" {
		t.Error(diff)
	}
	p.command(fyne.KeyK)
	p.typed("switch to phone")
	p.press(fyne.KeyReturn)
	if p.signed != "use "+list[1].Key {
		t.Errorf("asked to %q", p.signed)
	}
}

func TestAccounts_FitIntoANarrowWindowAtALargeScale(t *testing.T) {
	for _, l := range lang.Languages() {
		test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1.6))
		w := test.NewTempWindow(t, widget.NewLabel(""))
		w.SetPadded(false)
		words := lang.New(l.Tag)
		accounts := pages.NewAccounts(words)
		accounts.Set(rows.Accounts(offices(3), words))
		w.SetContent(widgets.NewColumn(widgets.NewCard(accounts.Content)))
		w.Resize(fyne.NewSize(360, 700))
		for _, o := range test.LaidOutObjects(w.Content()) {
			if b, ok := o.(*widget.Button); ok && b.Text == "" {
				test.Tap(b) // which asks
			}
		}
		if wide := w.Content().MinSize().Width; wide > 360 {
			t.Errorf("%s: it needs %v", l.Tag, wide)
		}
	}
}
