package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Accounts are the accounts side by side, as the settings list them: to switch to one is to touch it. With one account there is
// nothing to list, only the way to another.
type Accounts struct {
	// OnSwitch and OnForget are given an account's key; OnForget is asked once a person has said yes.
	OnSwitch, OnForget func(key string)
	OnAdd              func()

	Content fyne.CanvasObject

	words *lang.Words
	list  *fyne.Container
	rows  map[string]*accountLine
	shown []rows.Account
}

// accountLine is an account with the way to be rid of it.
type accountLine struct {
	row      *widgets.AccountRow
	question *widgets.Message
	content  fyne.CanvasObject
}

// NewAccounts makes the list, empty.
func NewAccounts(w *lang.Words) *Accounts {
	a := &Accounts{words: w, list: container.NewVBox(), rows: map[string]*accountLine{}}
	add := widget.NewButtonWithIcon(w.Say("account_add"), look.Add.Plain(), func() { a.OnAdd() })
	a.Content = container.NewVBox(a.list, widgets.Inset(0, 4, 8, 8, widgets.NewFlow(add)))
	return a
}

// Set lists the accounts.
func (a *Accounts) Set(all []rows.Account) {
	if len(all) < 2 {
		all = nil
	}
	same := len(all) == len(a.shown)
	for i := range all {
		same = same && all[i].Key == a.shown[i].Key
	}
	a.shown = all
	if !same {
		a.list.RemoveAll()
		was := a.rows
		a.rows = map[string]*accountLine{}
		for _, one := range all {
			line := was[one.Key]
			if line == nil {
				line = a.line(one)
			}
			a.rows[one.Key] = line
			a.list.Add(line.content)
		}
	}
	for _, one := range all {
		a.rows[one.Key].row.Set(one)
	}
}

func (a *Accounts) line(of rows.Account) *accountLine {
	l := &accountLine{row: widgets.NewAccountRow(of, func() { a.OnSwitch(of.Key) }), question: widgets.NewMessage()}
	forget := widgets.NewIconButton(look.SignOut, func() { a.ask(l) })
	l.content = container.NewVBox(container.NewBorder(nil, nil, nil, container.NewCenter(forget), l.row), l.question)
	return l
}

// ask asks once whether to be rid of an account.
func (a *Accounts) ask(l *accountLine) {
	close := func() { l.question.Set("") }
	of := l.row.Shown()
	l.question.Set(a.words.Say("account_forget_question", lang.With{"Name": of.Name}),
		widget.NewButton(a.words.Say("account_forget"), func() { close(); a.OnForget(of.Key) }),
		widget.NewButton(a.words.Say("account_forget_no"), close))
}
