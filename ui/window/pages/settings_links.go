package pages

import (
	"bytes"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"github.com/skip2/go-qrcode"

	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// linkSettings are about the telephone links of other programs.
type linkSettings struct {
	content fyne.CanvasObject

	words      *lang.Words
	open, call *widgets.SwitchRow
}

func newLinkSettings(w *lang.Words, change func(func(*settings.Settings)), open func(on bool)) *linkSettings {
	l := &linkSettings{words: w}
	l.open = widgets.NewSwitchRow(w.Say("links_open"), w.Say("links_open_hint"), open)
	l.open.Hide()
	l.call = widgets.NewSwitchRow(w.Say("links_call"), "", func(on bool) {
		change(func(s *settings.Settings) { s.LinksCall = on })
	})
	l.content = container.NewVBox(l.open, l.call)
	return l
}

// show offers to end calling without a question to somebody who has begun it.
func (l *linkSettings) show(now SettingsState) {
	l.call.SetHint(l.words.Say("links_call_hint", lang.With{"Region": rows.CountryName(now.Rules.Region, l.words)}))
	l.call.Set(asSet(now.LinksCall))
	widgets.SetVisible(l.call, now.LinksCall)
}

// signInLink is the way to sign in elsewhere: a picture to scan and a link to copy, shown when asked for.
type signInLink struct {
	content fyne.CanvasObject

	link  string
	shown *fyne.Container
	code  *canvas.Image
}

// codeSize is how wide the picture is, at the usual scale.
const codeSize = 220

func newSignInLink(w *lang.Words, copyLink func()) *signInLink {
	l := &signInLink{code: canvas.NewImageFromResource(nil)}
	l.code.FillMode, l.code.ScaleMode = canvas.ImageFillContain, canvas.ImageScalePixels
	l.code.SetMinSize(fyne.NewSize(codeSize, codeSize))
	l.shown = container.NewVBox(quiet(w.Say("signin_link_hint")), container.NewHBox(l.code),
		widgets.Inset(4, 4, 8, 8, widgets.NewFlow(widget.NewButtonWithIcon(w.Say("copy_link"), look.Copy.Plain(), copyLink))))
	l.shown.Hide()
	open := widgets.NewLinkRow(look.QR, w.Say("signin_link"), func() {
		widgets.SetVisible(l.shown, !l.shown.Visible())
		l.draw()
	})
	l.content = container.NewVBox(open, l.shown)
	return l
}

// show is given the link.
func (l *signInLink) show(link string) {
	if l.link != link {
		l.link = link
		l.code.Resource = nil
		l.draw()
	}
}

// draw draws the picture, once it is to be seen.
func (l *signInLink) draw() {
	if !l.shown.Visible() || l.code.Resource != nil {
		return
	}
	code, err := qrcode.New(l.link, qrcode.Medium)
	if err != nil { // longer than any such picture can hold
		l.code.Hide()
		return
	}
	var picture bytes.Buffer
	if err := code.Write(codeSize, &picture); err == nil {
		l.code.Resource = fyne.NewStaticResource("signin-"+l.link+".png", picture.Bytes())
		l.code.Refresh()
	}
}
