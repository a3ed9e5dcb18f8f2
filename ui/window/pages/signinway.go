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
	s := &signInWay{address: widgets.NewField("http://proxy.example.org:3128", key), file: widgets.NewField(w.Say("ca_file_hint"), key)}
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
	s.content = container.NewVBox(widgets.NewLinkRow(look.Globe, w.Say("sign_in_way"), s.open))
	if known.Proxy != "" || known.CAFile != "" {
		s.open()
	}
	return s
}

// open shows the fields, or hides them again.
func (s *signInWay) open() {
	if len(s.content.Objects) > 1 {
		s.content.Remove(s.shown)
	} else {
		s.content.Add(s.shown)
	}
}

func (s *signInWay) choose(kind proxyKind) {
	s.kind = kind
	show(s.other, kind == proxyOther)
}

// fill puts into an account what a person has said.
func (s *signInWay) fill(a *account.Account) {
	a.CAFile = strings.TrimSpace(s.file.Text)
	switch s.kind {
	case proxySystem:
		a.Proxy = ""
	case proxyNone:
		a.Proxy = pbxclient.NoProxy
	case proxyOther:
		a.Proxy = strings.TrimSpace(s.address.Text)
	}
}
