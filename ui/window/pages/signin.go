package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/account"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// SignIn is the page that asks for a PBX and who one is there.
type SignIn struct {
	// OnSignIn is asked to try an account. remember is whether the secret may be kept in the keyring.
	OnSignIn func(a account.Account, secret string, remember bool)

	Content fyne.CanvasObject

	words                 *lang.Words
	address, user, secret *widgets.Field
	byKey, plain, keep    *widget.Check
	submit                *widget.Button
	message               *widgets.Message
	busy                  *widget.Activity
	prefilled             account.Account
	pin                   string
}

// NewSignIn makes the page, filled in with what is known of an account.
func NewSignIn(w *lang.Words, known account.Account) *SignIn {
	s := &SignIn{words: w, prefilled: known, pin: known.Pin, message: widgets.NewMessage(), busy: widget.NewActivity()}
	s.address = widgets.NewField(w.Say("pbx_address_example"), s.key)
	s.address.Text = known.Address
	s.address.OnChanged = func(string) { s.adapt() }
	s.user = widgets.NewField("", s.key)
	s.user.Text = known.UserName
	s.secret = &widgets.Field{OnKey: s.key}
	s.secret.Password = true
	s.secret.ExtendBaseWidget(s.secret)
	s.byKey = widget.NewCheck(w.Say("use_api_key"), func(bool) { s.adapt() })
	s.byKey.Checked = known.APIKey
	s.plain = widget.NewCheck(w.Say("allow_plain_http"), nil)
	s.plain.Checked = known.PlainHTTP
	s.keep = widget.NewCheck(w.Say("remember_secret"), nil)
	s.keep.Checked = true
	s.submit = widget.NewButton(w.Say("sign_in"), s.send)
	s.submit.Importance = widget.HighImportance
	s.busy.Hide()
	s.Content = s.arrange()
	s.adapt()
	return s
}

func (s *SignIn) arrange() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(look.App())
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(64))
	title := widget.NewLabelWithStyle("Ringside", fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameHeadingText
	lead := widget.NewLabelWithStyle(s.words.Say("sign_in_lead"), fyne.TextAlignCenter, fyne.TextStyle{})
	lead.Wrapping = fyne.TextWrapWord
	lead.Importance = widget.LowImportance
	form := container.New(layout.NewFormLayout(),
		widget.NewLabel(s.words.Say("pbx_address")), s.address,
		widget.NewLabel(s.words.Say("user_name")), s.user,
		widget.NewLabel(s.words.Say("secret")), s.secret,
	)
	column := container.NewVBox(icon, title, lead, form, s.byKey, s.plain, s.keep, s.message,
		container.NewBorder(nil, nil, nil, s.busy, s.submit))
	return container.NewVScroll(container.New(&column420{}, column))
}

// adapt shows what the answers so far make sense of.
func (s *SignIn) adapt() {
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(s.address.Text)), "http://") {
		s.plain.Show()
	} else {
		s.plain.Hide()
	}
	hint := s.words.Say("user_name_hint")
	if s.byKey.Checked {
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

// Failed shows why signing in did not work. fingerprint is that of a certificate that a person may decide to trust,
// "" where that is not the question.
func (s *SignIn) Failed(sentence, fingerprint string) {
	s.wait(false)
	if fingerprint == "" {
		s.message.Set(sentence)
		return
	}
	trust := widget.NewButton(s.words.Say("trust_certificate"), func() {
		s.pin = fingerprint
		s.send()
	})
	s.message.Set(sentence, trust)
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
	return false
}

func (s *SignIn) send() {
	if s.submit.Disabled() || s.OnSignIn == nil {
		return
	}
	a := s.prefilled // its region is not asked for here
	a.Address, a.UserName = strings.TrimSpace(s.address.Text), strings.TrimSpace(s.user.Text)
	a.APIKey, a.PlainHTTP, a.Pin = s.byKey.Checked, s.plain.Visible() && s.plain.Checked, s.pin
	s.OnSignIn(a, s.secret.Text, s.keep.Checked)
}

// column420 centres its content in a column that stays readable in a wide window.
type column420 struct{}

func (*column420) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Add(fyne.NewSize(32, 32))
}

func (*column420) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width-32, 420)
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max(16, (size.Height-height)/3)))
}
