package pages

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/hooks"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// programSettings are about other programs that are told of calls.
type programSettings struct {
	content fyne.CanvasObject

	words         *lang.Words
	page, program *widgets.KeptField
	wrong         [2]*widget.Label // what is wrong with what was typed last
	onConnected   *widgets.SwitchRow
	moments       [3]*widgets.SwitchRow
}

func newProgramSettings(w *lang.Words, change func(func(*settings.Settings))) *programSettings {
	p := &programSettings{words: w, wrong: [2]*widget.Label{warning(), warning()}}
	p.page = p.field("programs_page_hint", p.wrong[0], hooks.CheckPage, func(typed string) {
		change(func(s *settings.Settings) { s.Programs.Page = typed })
	})
	p.program = p.field("programs_program_hint", p.wrong[1], hooks.CheckProgram, func(typed string) {
		change(func(s *settings.Settings) { s.Programs.Program = typed })
	})
	row := func(key, hint string, set func(*settings.Programs, bool)) *widgets.SwitchRow {
		return widgets.NewSwitchRow(w.Say(key), hint, func(on bool) { change(func(s *settings.Settings) { set(&s.Programs, on) }) })
	}
	p.onConnected = row("programs_page_on_answer", w.Say("programs_page_on_answer_hint"), func(s *settings.Programs, on bool) { s.PageOnAnswer = on })
	p.moments = [3]*widgets.SwitchRow{
		row("programs_on_ring", "", func(s *settings.Programs, on bool) { s.OnRing = on }),
		row("programs_on_answer", "", func(s *settings.Programs, on bool) { s.OnAnswer = on }),
		row("programs_on_miss", "", func(s *settings.Programs, on bool) { s.OnMiss = on }),
	}
	p.content = container.NewVBox(
		widgets.NewLines(widget.NewLabel(w.Say("programs_page")), widgets.Inset(0, 0, 8, 8, p.page), p.wrong[0], small(w.Say("programs_page_about", parts()))),
		p.onConnected,
		widgets.NewLines(widget.NewLabel(w.Say("programs_program")), widgets.Inset(0, 0, 8, 8, p.program), p.wrong[1], small(w.Say("programs_program_about"))),
		p.moments[0], p.moments[1], p.moments[2])
	return p
}

// field is one whose text is kept once check allows it, or when it is empty; what is wrong with another is said below it.
func (p *programSettings) field(hint string, wrong *widget.Label, check func(string) error, keep func(string)) *widgets.KeptField {
	f := widgets.NewKeptField(p.words.Say(hint), func(typed string) string {
		typed = strings.TrimSpace(typed)
		keep(typed)
		return typed
	})
	f.Check = func(typed string) bool {
		typed = strings.TrimSpace(typed)
		err := check(typed)
		if typed == "" {
			err = nil
		}
		if err != nil {
			setLabel(wrong, p.complaint(err))
		}
		widgets.SetVisible(wrong, err != nil)
		return err == nil
	}
	return f
}

// complaint says why something cannot be used.
func (p *programSettings) complaint(err error) string {
	switch {
	case errors.Is(err, hooks.ErrUnknownPart):
		return p.words.Say("programs_no_part", parts())
	case errors.Is(err, hooks.ErrNoWebPage):
		return p.words.Say("programs_no_page")
	case errors.Is(err, hooks.ErrNotAbsolute):
		return p.words.Say("programs_not_absolute")
	case errors.Is(err, hooks.ErrBatch):
		return p.words.Say("programs_batch")
	}
	return p.words.Say("programs_no_program")
}

func (p *programSettings) show(now SettingsState) {
	set := now.Programs
	p.page.Set(set.Page)
	p.program.Set(set.Program)
	p.onConnected.Set(asSet(set.PageOnAnswer))
	for i, on := range []bool{set.OnRing, set.OnAnswer, set.OnMiss} {
		p.moments[i].Set(asSet(on))
	}
	widgets.SetVisible(p.onConnected, set.Page != "")
	for _, m := range p.moments {
		widgets.SetVisible(m, set.Program != "")
	}
}

// parts are what an address may have of a call.
func parts() lang.With { return lang.With{"Parts": strings.Join(hooks.Parts(), " ")} }

// warning is a hidden text about what is wrong.
func warning() *widget.Label {
	l := small("")
	l.Importance = widget.DangerImportance
	l.Hide()
	return l
}
