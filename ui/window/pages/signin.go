package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/account"
	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// SignIn is the page that asks for a PBX and who one is there.
type SignIn struct {
	// OnSignIn is asked to try an account. remember is whether the secret may be kept in the keyring.
	OnSignIn func(a account.Account, secret string, remember bool)
	// OnSwitch is asked to go on with another account, by its key.
	OnSwitch func(key string)
	// OnChooseFile has a person choose a file, whose path is given to chosen.
	OnChooseFile func(chosen func(path string))

	Content fyne.CanvasObject

	words                 *lang.Words
	scroll                *container.Scroll
	lead                  *widget.Label
	address, user, secret *widgets.Field
	byKey, plain, keep    *widgets.SwitchRow
	way                   *signInWay
	submit, cancel        *widget.Button
	message               *widgets.Message
	busy                  *widget.Activity
	others                *fyne.Container
	onCancel              func() // nil where there is nothing to go back to
	prefilled             account.Account
}

// NewSignIn makes the page, filled in with what is known of an account.
func NewSignIn(w *lang.Words, known account.Account) *SignIn {
	s := &SignIn{
		words: w, prefilled: known, message: widgets.NewMessage(), busy: widget.NewActivity(),
		lead: quiet(w.Say("sign_in_lead")), others: container.NewVBox(),
	}
	s.lead.Alignment = fyne.TextAlignCenter
	s.address = widgets.NewField(w.Say("pbx_address_example"), s.key)
	s.address.Text = known.Address
	s.address.OnChanged = func(string) { s.adapt() }
	s.user = widgets.NewField("", s.key)
	s.user.Text = known.UserName
	s.secret = widgets.NewField("", s.key)
	s.secret.Password = true
	s.byKey = s.option("use_api_key", "", known.APIKey)
	s.plain = s.option("allow_plain_http", "", known.PlainHTTP)
	s.keep = s.option("remember_secret", w.Say("remember_secret_hint"), true)
	s.way = newSignInWay(w, known, s.key, func(chosen func(string)) { s.OnChooseFile(chosen) })
	s.submit = widget.NewButton(w.Say("sign_in"), s.send)
	s.submit.Importance = widget.HighImportance
	s.cancel = widget.NewButton(w.Say("account_cancel"), func() { s.onCancel() })
	s.cancel.Hide()
	s.busy.Hide()
	s.Content = s.arrange()
	s.adapt()
	return s
}

// option is a switch about how to sign in.
func (s *SignIn) option(title, hint string, on bool) *widgets.SwitchRow {
	row := widgets.NewSwitchRow(s.words.Say(title), hint, nil)
	row.OnChanged = func(on bool) {
		row.Set(asSet(on))
		s.adapt()
	}
	row.OnKey = s.leave
	row.Set(asSet(on))
	return row
}

func (s *SignIn) arrange() fyne.CanvasObject {
	title := widget.NewLabelWithStyle("Ringside", fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameHeadingText
	fields := container.NewVBox()
	for _, f := range []struct {
		name  string
		field *widgets.Field
	}{{"pbx_address", s.address}, {"user_name", s.user}, {"secret", s.secret}} {
		fields.Add(widgets.NewLines(widget.NewLabel(s.words.Say(f.name)), widgets.Inset(3, 2, 8, 8, f.field)))
	}
	column := container.NewVBox(
		widgets.Inset(12, 0, 0, 0, container.NewCenter(widgets.NewAppIcon(64))), widgets.NewLines(title, s.lead), fields,
		s.byKey, s.plain, s.keep, s.way.content, s.message,
		widgets.Inset(4, 8, 8, 8, container.NewVBox(container.NewBorder(nil, nil, nil, s.busy, s.submit), s.cancel)),
	)
	s.scroll = container.NewVScroll(widgets.NewMiddle(container.NewVBox(widgets.NewCard(column), s.others)))
	return s.scroll
}

// adapt shows what the answers so far make sense of.
func (s *SignIn) adapt() {
	widgets.SetVisible(s.plain, strings.HasPrefix(strings.ToLower(strings.TrimSpace(s.address.Text)), "http://"))
	hint := s.words.Say("user_name_hint")
	if s.byKey.Shown().On {
		hint = s.words.Say("acts_for_hint")
	}
	s.user.SetPlaceHolder(hint)
}

// Focus is the first field that is still empty.
func (s *SignIn) Focus() fyne.Focusable {
	for _, f := range []*widgets.Field{s.address, s.user, s.secret} {
		if f.Text == "" {
			return f
		}
	}
	return s.submit
}

// OfferCancel lets a person go back to what was there before; lead says what becomes of that.
func (s *SignIn) OfferCancel(lead string, cancel func()) {
	setLabel(s.lead, lead)
	s.onCancel = cancel
	widgets.SetVisible(s.cancel, true)
}

// SetOthers lists accounts that a person can go on with in place of signing in.
func (s *SignIn) SetOthers(all []rows.Account) {
	s.others.RemoveAll()
	if len(all) == 0 {
		return
	}
	s.others.Add(widgets.NewSection(s.words.Say("account_go_on")))
	list := container.NewVBox()
	for _, a := range all {
		list.Add(widgets.NewAccountRow(a, func() { s.OnSwitch(a.Key) }))
	}
	s.others.Add(widgets.NewCard(list))
}

// Failed shows why signing in did not work. fingerprint is that of a certificate that a person may decide to trust,
// "" where that is not the question.
func (s *SignIn) Failed(sentence, fingerprint string) {
	s.wait(false)
	defer s.showMessage()
	if fingerprint == "" {
		s.message.Set(sentence)
		return
	}
	trust := widget.NewButton(s.words.Say("trust_certificate"), func() {
		s.way.trust(fingerprint)
		s.send()
	})
	s.message.Set(sentence, trust)
}

// showMessage scrolls to what was said, where not all has room. How tall a text is that is wrapped is known once it has been laid
// out, and how tall all of it is after that.
func (s *SignIn) showMessage() {
	s.scroll.Refresh()
	s.scroll.Refresh()
	s.scroll.ScrollToBottom()
}

// OfferToForget shows which certificate is trusted, and the way to trust another one: whoever has asked whether that is right.
func (s *SignIn) OfferToForget() {
	s.way.open(true)
	s.showMessage()
}

// Waiting shows that the PBX, or the keyring, is being asked; Ready that a person is.
func (s *SignIn) Waiting() { s.wait(true) }

// Ready ends Waiting without a result.
func (s *SignIn) Ready() { s.wait(false) }

func (s *SignIn) wait(on bool) {
	setEnabled(s.submit, !on)
	if on {
		s.message.Set("")
		s.busy.Show()
		s.busy.Start()
	} else {
		s.busy.Stop()
		s.busy.Hide()
	}
}

func (s *SignIn) key(k fyne.KeyName) bool {
	if k == fyne.KeyReturn || k == fyne.KeyEnter {
		s.send()
		return true
	}
	return s.leave(k)
}

// leave goes back where there is anything to go back to.
func (s *SignIn) leave(k fyne.KeyName) bool {
	if k != fyne.KeyEscape || s.onCancel == nil {
		return false
	}
	s.onCancel()
	return true
}

func (s *SignIn) send() {
	if s.submit.Disabled() || s.OnSignIn == nil {
		return
	}
	a := s.prefilled // its region is not asked for here
	a.Address, a.UserName = strings.TrimSpace(s.address.Text), strings.TrimSpace(s.user.Text)
	a.APIKey, a.PlainHTTP = s.byKey.Shown().On, s.plain.Visible() && s.plain.Shown().On
	s.way.fill(&a)
	s.OnSignIn(a, s.secret.Text, s.keep.Shown().On)
}
