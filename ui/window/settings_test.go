package window

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// atSettings sits down at the settings.
func atSettings(t *testing.T, set settings.Settings) *seat {
	p := sit(t, newStage(me(), anna), set)
	p.open(settingsPage)
	return p
}

// kept holds that the settings are those, and have just been saved.
func (p *seat) kept(want settings.Settings) {
	p.t.Helper()
	if diff := cmp.Diff(want, *p.settings); diff != "" {
		p.t.Errorf("other settings (-want +got):\n%s", diff)
	}
	if p.saved == 0 {
		p.t.Error("they are not saved")
	}
	p.saved = 0
}

func TestSettings_EverySwitchIsKeptAtOnceAndShown(t *testing.T) {
	for title, want := range map[string]settings.Settings{
		"auto_answer":      {PickUpByHand: true},
		"open_on_call":     {OpenOnCall: true},
		"notify_incoming":  {Muted: settings.Kinds{Incoming: true}},
		"notify_missed":    {Muted: settings.Kinds{Missed: true}},
		"notify_voicemail": {Muted: settings.Kinds{Voicemail: true}},
		"notify_free":      {Muted: settings.Kinds{Free: true}},
		"hide_names":       {HideNames: true},
		"ring_sound":       {RingSound: true},
		"quiet_hours":      {Quiet: settings.Quiet{On: true, From: "18:00", To: "08:00"}},
	} {
		p := atSettings(t, settings.Settings{})
		row := p.row(settingsPage, title)
		before := row.Shown().On
		test.Tap(row)
		p.kept(want)
		if row.Shown().On == before {
			t.Errorf("%s does not show it", title)
		}
	}
}

// choose chooses in the select of the settings that shows a text.
func (p *seat) choose(shown, next string) {
	p.t.Helper()
	for _, s := range on[*widget.Select](p, settingsPage) {
		if s.Selected == shown && slices.Contains(s.Options, next) {
			s.SetSelected(next)
			return
		}
	}
	p.t.Fatalf("nothing shows %q and can be %q", shown, next)
}

func TestSettings_TheWindowFollowsAtOnce(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	p.choose("As the system", "High contrast")
	p.kept(settings.Settings{Appearance: "contrast"})
	p.choose("100%", "160%")
	p.kept(settings.Settings{Appearance: "contrast", Scale: 160})
	if p.looks != 2 {
		t.Errorf("the theme was set %d times", p.looks)
	}
	p.choose("By presence", "By name")
	p.kept(settings.Settings{Appearance: "contrast", Scale: 160, SortByName: true})
	p.open(peoplePage)
	p.tap(peoplePage, p.words.Say("order_name")) // which turns it
	p.kept(settings.Settings{Appearance: "contrast", Scale: 160})
	p.open(settingsPage)
	none := 0
	p.choose("5 minutes", "No")
	p.kept(settings.Settings{Appearance: "contrast", Scale: 160, ReadyMinutes: &none})
}

func TestSettings_AnotherLanguageIsSpoken(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	p.choose("As the system", "Nederlands")
	if diff := cmp.Diff([]string{"nl"}, p.spoken); diff != "" {
		t.Error(diff)
	}
}

func TestFrame_SettingsAreKeptAndTheRestIsTold(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	w.live.screen.change(func(s *settings.Settings) { s.HideNames = true })
	w.asks("settings")
	if set, err := settings.Load(w.Folder); err != nil || !set.HideNames {
		t.Errorf("kept %+v, %v", set, err)
	}
	w.live.screen.change(func(s *settings.Settings) { s.Language = "de" })
	w.settled()
	if set, _ := settings.Load(w.Folder); set.Language != "de" || w.Words.Tag().String() != "de" {
		t.Errorf("it speaks %v, and %q is kept", w.Words.Tag(), set.Language)
	}
}

// fieldFor is the field of the settings with a hint in it.
func (p *seat) fieldFor(hint string) *widgets.Field {
	p.t.Helper()
	for _, f := range on[*widgets.Field](p, settingsPage) {
		if f.PlaceHolder == p.words.Say(hint) {
			return f
		}
	}
	p.t.Fatalf("there is no field %q", hint)
	return nil
}

func TestSettings_ShortCodesAreAddedAndTakenAway(t *testing.T) {
	p := atSettings(t, settings.Settings{ShortCodes: map[string]string{"9": "203"}})
	first := maps.Clone(p.settings.ShortCodes)
	p.fieldFor("short_code_typed").SetText("12")
	p.fieldFor("short_code_called").SetText("hello")
	p.tap(settingsPage, p.words.Say("short_code_add")) // which is no number
	if diff := cmp.Diff(first, p.settings.ShortCodes); diff != "" {
		t.Error(diff)
	}
	p.fieldFor("short_code_called").SetText("020 794 7000")
	if !p.reads(settingsPage, "+31 20 794 7000 will be called (Netherlands).") {
		t.Error("it does not say what will be called")
	}
	p.tap(settingsPage, p.words.Say("short_code_add"))
	p.kept(settings.Settings{ShortCodes: map[string]string{"9": "203", "12": "020 794 7000"}})
	if !p.reads(settingsPage, "020 794 7000") || p.fieldFor("short_code_typed").Text != "" {
		t.Error("it is not listed, or still in the field")
	}
	icons := slices.DeleteFunc(on[*widget.Button](p, settingsPage), func(b *widget.Button) bool { return b.Text != "" })
	test.Tap(icons[0]) // 12 comes first
	p.kept(settings.Settings{ShortCodes: map[string]string{"9": "203"}})
	if p.reads(settingsPage, "020 794 7000") {
		t.Error("it is still listed")
	}
}

// keptField is one of the fields that are kept when a person is through with them.
func (p *seat) keptField(i int) *widgets.KeptField { return on[*widgets.KeptField](p, settingsPage)[i] }

func TestSettings_AFieldIsKeptWhenAPersonIsThroughWithIt(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	p.window.Canvas().Focus(p.keptField(0))
	p.typed("*9")
	if !p.reads(settingsPage, rows.PreviewOf("*9", p.snap.Rules(), p.words).Line) {
		t.Error("it does not say what will be called")
	}
	p.refresh()
	p.typed("8")
	p.command(fyne.Key1)
	p.kept(settings.Settings{MailboxNumber: "*98"})
}

func TestSettings_NumbersAreReadInTheCountryThatAPersonNames(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	id := p.acts.account.ID()
	field := p.keptField(2) // below those of the mailbox and of hot desks
	for _, c := range []struct{ typed, shown, region string }{
		{"belg", "Belgium", "BE"}, {"+49", "Germany", "DE"}, {"fr", "France", "FR"}, {"nowhere at all", "", ""}, {"NL", "Netherlands", "NL"}, {"", "", ""},
	} {
		p.window.Canvas().Focus(field)
		field.SetText(c.typed)
		p.window.Canvas().Unfocus()
		if got := p.settings.Region(id); got != c.region || field.Text != c.shown {
			t.Errorf("%q: numbers are read in %q, and the field has %q", c.typed, got, field.Text)
		}
	}
}

func TestSettings_QuietHoursAreTimes(t *testing.T) {
	was := settings.Quiet{On: true, From: "18:00", To: "08:00"}
	p := atSettings(t, settings.Settings{Quiet: was})
	for typed, want := range map[string]string{"7 pm": "19:00", "half six": "18:00", "9": "09:00", "": "18:00"} {
		p.change(func(s *settings.Settings) { s.Quiet = was })
		from := p.keptField(3)
		p.window.Canvas().Focus(from)
		from.SetText(typed)
		p.press(fyne.KeyReturn)
		if p.settings.Quiet.From != want || from.Text != want {
			t.Errorf("%q: from %s, and the field has %q", typed, p.settings.Quiet.From, from.Text)
		}
	}
	test.Tap(p.row(settingsPage, "quiet_weekdays"))
	if !p.settings.Quiet.WeekdaysOnly {
		t.Error("weekends cannot be left out")
	}
}

func TestSettings_TellWhoIsSignedInAndLeadOn(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	for _, text := range []string{"Signed in as ik at pbx.example.org", "Ringside 1.2.3"} {
		if !p.reads(settingsPage, text) {
			t.Errorf("it does not say %q", text)
		}
	}
	p.tap(settingsPage, p.words.Say("sign_out"))
	if p.signed != "out" {
		t.Error("nobody is signed out")
	}
	links := on[*widgets.LinkRow](p, settingsPage)
	test.Tap(links[len(links)-1])
	p.look(checkupPage)
}

func TestSettings_OtherProgramsAreToldOnlyOfWhatCanBeUsedAndWhatIsWrongStaysToBePutRight(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	page := p.keptField(len(on[*widgets.KeptField](p, settingsPage)) - 2)
	typed := func(text string) {
		p.window.Canvas().Focus(page)
		page.SetText(text)
		p.window.Canvas().Unfocus()
		p.refresh()
	}
	for text, why := range map[string]string{
		"crm.example.org/{number}": p.words.Say("programs_no_page"), "https://{name}/": p.words.Say("programs_no_page"),
		"https://crm.example.org/{secret}": p.words.Say("programs_no_part", lang.With{"Parts": "{called} {direction} {e164} {event} {id} {name} {number}"}),
	} {
		typed(text)
		if p.settings.Programs.Page != "" || page.Text != text || !p.reads(settingsPage, why) {
			t.Errorf("%s: kept %q, the field has %q, and it does not say %q", text, p.settings.Programs.Page, page.Text, why)
		}
	}
	typed(" https://crm.example.org/?n={e164} ")
	p.kept(settings.Settings{Programs: settings.Programs{Page: "https://crm.example.org/?n={e164}"}})
	if p.reads(settingsPage, p.words.Say("programs_no_page")) {
		t.Error("it still says what was wrong")
	}
	test.Tap(p.row(settingsPage, "programs_page_on_answer"))
	p.kept(settings.Settings{Programs: settings.Programs{Page: "https://crm.example.org/?n={e164}", PageOnAnswer: true}})
	typed("")
	p.kept(settings.Settings{Programs: settings.Programs{PageOnAnswer: true}})
}

func TestSettings_ALinkToSignInWithElsewhereIsShownWhenItIsAskedFor(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	pictures := func() (n int) {
		for _, i := range on[*canvas.Image](p, settingsPage) {
			if i.Resource != nil && strings.HasPrefix(i.Resource.Name(), "signin-ringside://signin?pbx=pbx.example.org&user=ik") {
				n++
			}
		}
		return n
	}
	if pictures() != 0 {
		t.Error("it is to be seen by everybody who looks at the settings")
	}
	for _, r := range on[*widgets.LinkRow](p, settingsPage) {
		if r.Name() == p.words.Say("signin_link") {
			test.Tap(r)
		}
	}
	if pictures() != 1 {
		t.Error("there is no picture to scan")
	}
	p.tap(settingsPage, p.words.Say("copy_link"))
	if p.copied != "ringside://signin?pbx=pbx.example.org&user=ik" {
		t.Errorf("copied %q", p.copied)
	}
}
