package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// signInWay is how the PBX is reached, and whom to trust there besides the system's authorities: few have to say, so that it is
// shown when asked for, and where an account has it.
type signInWay struct {
	content *fyne.Container

	kind          proxyKind
	proxy         *chooser[proxyKind]
	address, file *widgets.Field
	shown, other  *fyne.Container // other is where the address of a proxy is
	words         *lang.Words
	pin           string // of the certificate that is trusted as it is; "" for none
	pinned        *widget.Label
	forget        *widget.Button
}

// proxyKind is which proxy is gone by.
type proxyKind int

const (
	proxySystem proxyKind = iota
	proxyNone
	proxyOther
)

// newSignInWay makes the fields, filled in with what an account has. chooseFile has a person choose a file.
func newSignInWay(w *lang.Words, known account.Account, key func(fyne.KeyName) bool, chooseFile func(chosen func(path string))) *signInWay {
	s := &signInWay{words: w, address: widgets.NewField("http://proxy.example.org:3128", key), file: widgets.NewField(w.Say("ca_file_hint"), key)}
	s.proxy = newChooser([]choice[proxyKind]{
		{proxySystem, w.Say("proxy_system")}, {proxyNone, w.Say("proxy_none")}, {proxyOther, w.Say("proxy_other")},
	}, s.choose)
	s.file.Text = known.CAFile
	kind := proxyOther
	switch known.Proxy {
	case "":
		kind = proxySystem
	case pbxclient.NoProxy:
		kind = proxyNone
	default:
		s.address.Text = known.Proxy
	}
	s.other = container.NewVBox(widgets.Inset(0, 2, 8, 8, s.address))
	s.proxy.set(kind)
	s.choose(kind)
	choose := widget.NewButton(w.Say("choose_file"), func() { chooseFile(s.file.SetText) })
	title := widget.NewLabel(w.Say("ca_file"))
	title.Wrapping = fyne.TextWrapWord
	s.shown = container.NewVBox(widgets.NewPair(w.Say("proxy"), s.proxy.control()), s.other)
	if !fyne.CurrentDevice().IsMobile() { // where a file has no path that lasts
		s.shown.Add(widgets.NewLines(title, widgets.Inset(3, 2, 8, 8, s.file)))
		s.shown.Add(widgets.Inset(2, 4, 8, 8, widgets.NewFlow(choose)))
	}
	s.pinned = quiet("")
	s.forget = widget.NewButton(w.Say("forget_certificate"), func() { s.trust("") })
	s.shown.Add(s.pinned)
	s.shown.Add(widgets.Inset(0, 4, 8, 8, widgets.NewFlow(s.forget)))
	s.trust(known.Pin)
	s.content = container.NewVBox(widgets.NewLinkRow(look.Globe, w.Say("sign_in_way"), func() { s.open(!s.isOpen()) }))
	s.open(known.Proxy != "" || known.CAFile != "")
	return s
}

func (s *signInWay) isOpen() bool { return len(s.content.Objects) > 1 }

// open shows the fields, or hides them.
func (s *signInWay) open(yes bool) {
	switch {
	case yes == s.isOpen():
	case yes:
		s.content.Add(s.shown)
	default:
		s.content.Remove(s.shown)
	}
}

// trust has exactly the certificate with a fingerprint trusted, "" for none but those that an authority vouches for.
func (s *signInWay) trust(pin string) {
	s.pin = pin
	setLabel(s.pinned, s.words.Say("pinned_certificate", lang.With{"Fingerprint": lang.Plain(pbxclient.FormatPin(pin), 100)}))
	widgets.SetVisible(s.pinned, pin != "")
	widgets.SetVisible(s.forget, pin != "")
}

func (s *signInWay) choose(kind proxyKind) {
	s.kind = kind
	widgets.SetVisible(s.other, kind == proxyOther)
}

// fill puts into an account what a person has said.
func (s *signInWay) fill(a *account.Account) {
	a.Pin, a.CAFile = s.pin, strings.TrimSpace(s.file.Text)
	switch s.kind {
	case proxySystem:
		a.Proxy = ""
	case proxyNone:
		a.Proxy = pbxclient.NoProxy
	case proxyOther:
		a.Proxy = strings.TrimSpace(s.address.Text)
	}
}
