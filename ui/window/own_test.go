package window

import (
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// on finds the things of a kind on a page that are to be seen, in order.
func on[T fyne.CanvasObject](p *seat, at page) (all []T) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		if x, ok := o.(T); ok {
			all = append(all, x)
		}
		var within []fyne.CanvasObject
		switch o := o.(type) {
		case *fyne.Container:
			within = o.Objects
		case fyne.Widget:
			within = test.WidgetRenderer(o).Objects()
		}
		for _, one := range within {
			walk(one)
		}
	}
	walk(p.places[at].main)
	return all
}

// row finds a switch of a page by what it is called.
func (p *seat) row(at page, title string) *widgets.SwitchRow {
	p.t.Helper()
	rows := on[*widgets.SwitchRow](p, at)
	i := slices.IndexFunc(rows, func(r *widgets.SwitchRow) bool { return r.Title() == p.words.Say(title) })
	if i < 0 {
		p.t.Fatalf("there is no switch %q", title)
	}
	return rows[i]
}

// tap touches a button of a page; of several with the same words, the last: forwarding stands below do not disturb.
func (p *seat) tap(at page, words string) {
	p.t.Helper()
	buttons := on[*widget.Button](p, at)
	for _, b := range slices.Backward(buttons) {
		if b.Text == words {
			if !b.Disabled() {
				test.Tap(b)
			}
			return
		}
	}
	p.t.Fatalf("there is no button %q", words)
}

// reads reports whether a page says something.
func (p *seat) reads(at page, text string) bool {
	return slices.ContainsFunc(on[*widget.Label](p, at), func(l *widget.Label) bool { return l.Text == text })
}

// changed paints the own state as it is after a change.
func (p *seat) changed(change func(*presence.Contact)) {
	now := *p.stage.Picture().Own()
	change(&now)
	p.stage.paint(func(s *presence.Snapshot) { s.Contacts = presence.NewRoster([]*presence.Contact{&now, anna}, 0) })
}

// atMe sits down at the page of the own state.
func atMe(t *testing.T, s *stage) *seat {
	p := sit(t, s, settings.Settings{})
	p.open(mePage)
	return p
}

func TestMe_ASwitchWaitsForWhatThePBXSays(t *testing.T) {
	p := atMe(t, newStage(me(), anna))
	dnd := p.row(mePage, "dnd")
	test.Tap(dnd)
	if s := dnd.Shown(); !s.Asked || s.On {
		t.Errorf("while it is asked it shows %+v", s)
	}
	test.Tap(dnd)
	p.command(fyne.KeyD)
	p.changed(func(c *presence.Contact) { c.DND = pbxclient.Some(true) })
	p.expect("dnd true") // once
	if s := dnd.Shown(); s.Asked || !s.On {
		t.Errorf("then it shows %+v, and not what the PBX has by now", s)
	}
	p.stage.refuse = errors.New("no")
	test.Tap(dnd)
	p.settle()
	if s := dnd.Shown(); s.Asked || !s.On || p.message.Text() == "" {
		t.Errorf("after a refusal it shows %+v and says %q", s, p.message.Text())
	}
}

func TestMe_EverySwitchIsReachedByKeys(t *testing.T) {
	p := atMe(t, newStage(me(), anna))
	p.press(fyne.KeySpace)
	p.expect("dnd true")
	for range 20 {
		p.window.Canvas().FocusNext()
		if p.window.Canvas().Focused() == fyne.Focusable(p.row(mePage, "call_waiting")) {
			p.press(fyne.KeyReturn)
			p.expect("cw false")
			return
		}
	}
	t.Error("call waiting is not among them")
}

func TestMe_SaysWhatThePBXHasNotTold(t *testing.T) {
	unknown := me()
	unknown.DND, unknown.CW, unknown.CallForward = pbxclient.NullOpt[bool](), pbxclient.Opt[bool]{}, pbxclient.Opt[string]{}
	p := atMe(t, newStage(unknown, anna))
	for _, title := range []string{"dnd", "call_waiting"} {
		row := p.row(mePage, title)
		test.Tap(row)
		if !row.Shown().Disabled || row.Hint() != p.words.Say("not_told") {
			t.Errorf("%s shows %+v and says %q", title, row.Shown(), row.Hint())
		}
	}
	p.command(fyne.KeyD)
	p.expect()
	if !p.reads(mePage, p.words.Say("forward_not_told")) || !p.reads(mePage, p.words.Say("desk_not_told")) {
		t.Error("it does not say that forwarding and hot desk are not known")
	}
}

func TestMe_SetsForATimeOnly(t *testing.T) {
	p := atMe(t, newStage(me(), anna))
	p.tap(mePage, p.words.Duration(time.Hour)) // forwarding offers nothing while there is nowhere to
	asked := p.settle()
	if len(asked) != 2 || asked[0] != "dnd true" {
		t.Fatalf("asked for %q", asked)
	}
	if left := time.Until(p.stage.until); left > time.Hour || left < 59*time.Minute {
		t.Errorf("an hour ends in %v", left)
	}
}

func TestMe_SetsUntilATimeThatIsTyped(t *testing.T) {
	p := atMe(t, newStage(me(), anna))
	field := on[*widgets.Field](p, mePage)[0]
	field.SetText("25:00")
	field.OnSubmitted("")
	p.expect()
	if p.message.Text() != p.words.Say("no_time") {
		t.Errorf("said %q", p.message.Text())
	}
	field.SetText("9.15")
	field.OnSubmitted("")
	p.expect("dnd true", "until 09:15:00")
}

func TestMe_SaysUntilWhenItHoldsAndChangesThat(t *testing.T) {
	on := me()
	on.DND = pbxclient.Some(true)
	s := newStage(on, anna)
	at := time.Now().Add(20 * 24 * time.Hour)
	s.paint(func(p *presence.Snapshot) {
		p.Until = &presence.Until{DND: at, Back: pbxclient.UserSettings{DND: pbxclient.Some(false)}}
	})
	p := atMe(t, s)
	if want := p.mine().DNDBack; want == "" || !p.reads(mePage, want) {
		t.Errorf("it does not say %q", want)
	}
	p.tap(mePage, p.words.Say("until_keep"))
	p.expect("dnd true")
	p.tap(mePage, p.words.Say("until_end"))
	p.expect("dnd false")
}

// forwardField is the field for where calls shall go; those for times stand before and behind it.
func (p *seat) forwardField() *widgets.Field {
	fields := on[*widgets.Field](p, mePage)
	i := slices.IndexFunc(fields, func(f *widgets.Field) bool { return f.PlaceHolder == p.words.Say("forward_to") })
	return fields[i]
}

func TestMe_ForwardsToWhatIsTypedAfterSayingWhatItMeans(t *testing.T) {
	p := atMe(t, newStage(me(), anna))
	p.window.Canvas().Focus(p.forwardField())
	p.typed("06 1234567")
	p.press(fyne.KeyReturn)
	p.typed("8")
	if !p.reads(mePage, "+31 6 12345678 will be called (Netherlands).") {
		t.Error("it does not say what the number means")
	}
	p.press(fyne.KeyReturn)
	asked := p.settle()
	if asked[len(asked)-1] != `forward "+31612345678"` || p.forwardField().Text != "" {
		t.Errorf("asked for %q, and the field has %q", asked, p.forwardField().Text)
	}
	p.window.Canvas().Focus(p.forwardField())
	p.typed("203")
	p.tap(mePage, p.words.Duration(30*time.Minute))
	if asked := p.settle(); len(asked) != 2 || asked[0] != `forward "203"` {
		t.Errorf("for a while it asked for %q", asked)
	}
}

func TestMe_ForwardsAgainToWhereCallsWentBefore(t *testing.T) {
	away := me()
	away.CallForward = pbxclient.Some("+31612345678")
	s := newStage(away, anna)
	s.paint(func(p *presence.Snapshot) { p.ForwardedTo = []string{"+31612345678", "203", "+3225550123"} })
	p := atMe(t, s)
	if !p.reads(mePage, p.words.Say("forwarding_on", map[string]any{"Number": "06 12345678"})) {
		t.Error("it does not say where calls go now")
	}
	p.tap(mePage, "Anna Wójcik")
	p.expect(`forward "203"`)
	p.tap(mePage, "+32 2 555 01 23")
	p.expect(`forward "+3225550123"`)
	p.tap(mePage, p.words.Say("stop_forwarding"))
	p.expect(`forward ""`)
}

func TestMe_EndsAForwardingWhereCallsWentBefore(t *testing.T) {
	away := me()
	away.CallForward = pbxclient.Some("203")
	s := newStage(away, anna)
	s.paint(func(p *presence.Snapshot) {
		p.Until = &presence.Until{
			CallForward: time.Now().Add(time.Minute), Back: pbxclient.UserSettings{CallForward: pbxclient.Some("+31612345678")},
		}
	})
	p := atMe(t, s)
	p.tap(mePage, p.words.Say("until_keep"))
	p.expect(`forward "203"`)
	p.tap(mePage, p.words.Say("until_end"))
	p.expect(`forward "+31612345678"`)
}

func TestMe_LeavesAHotDesk(t *testing.T) {
	c := me()
	c.HotDesk = pbxclient.Some("flex")
	c.Phones = append(c.Phones, presence.ContactPhone{UUID: "flex", Name: "Flex 1", HotDesk: true})
	p := atMe(t, newStage(c, anna))
	if !p.reads(mePage, "Logged in at Flex 1") {
		t.Error("it does not say where")
	}
	p.tap(mePage, p.words.Say("desk_leave"))
	p.expect(`hot desk ""`)
	p.changed(func(c *presence.Contact) { c.HotDesk, c.Phones = pbxclient.NullOpt[string](), me().Phones })
	p.refresh()
	if !p.reads(mePage, p.words.Say("desk_none")) {
		t.Error("it does not say that one is at none")
	}
}

func TestMe_AutoAnswerTakesACertainPhone(t *testing.T) {
	s := newStage(me("desk", "soft"), anna)
	s.paint(func(p *presence.Snapshot) { p.OwnPhones = me("desk", "soft").Phones })
	p := atMe(t, s)
	row := p.row(mePage, "auto_answer")
	if s := row.Shown(); !s.Disabled || s.On || row.Hint() != p.words.Say("pickup_unchosen") {
		t.Errorf("while the PBX chooses it shows %+v and says %q", s, row.Hint())
	}
	phone := on[*widget.Select](p, mePage)[0]
	phone.SetSelected("Phone soft")
	if p.callFrom() != "soft" || p.saved == 0 {
		t.Errorf("kept %+v", p.settings)
	}
	if s := row.Shown(); s.Disabled || !s.On {
		t.Errorf("with a phone chosen it shows %+v", s)
	}
	test.Tap(row)
	if !p.settings.PickUpByHand || row.Shown().On {
		t.Error("it cannot be turned off")
	}
}
