package pages

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/addressbook/carddav"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// BookAccount is where a person adds an account on a CardDAV server: first who they are there, then which of the address books
// that the server has are copied.
type BookAccount struct {
	// OnDiscover asks for the address books of an account, for Found; OnAdd keeps an account. Failed is the answer of both if
	// they do not work.
	OnDiscover, OnAdd func(a carddav.Account, secret string)

	Content *fyne.Container

	words                 *lang.Words
	add                   *widget.Button
	form                  *fyne.Container
	address, user, secret *widgets.Field
	plain                 *widget.Check
	discover, keep        *widget.Button
	busy                  *widget.Activity
	message               *widgets.Message
	books                 *fyne.Container
	found                 []carddav.Book
	chosen                map[string]bool // by URL
	pin                   string
}

// NewBookAccount makes the form, closed.
func NewBookAccount(w *lang.Words) *BookAccount {
	a := &BookAccount{words: w, message: widgets.NewMessage(), busy: widget.NewActivity(), books: container.NewVBox(), chosen: map[string]bool{}}
	a.add = widget.NewButtonWithIcon(w.Say("carddav_add"), look.Add.Plain(), func() { a.open(true) })
	a.address = widgets.NewField("https://contacts.example.org", a.key)
	a.address.OnChanged = func(string) { a.pin = ""; a.changed() }
	a.user = widgets.NewField("", a.key)
	a.user.OnChanged = func(string) { a.changed() }
	a.secret = &widgets.Field{OnKey: a.key}
	a.secret.Password = true
	a.secret.ExtendBaseWidget(a.secret)
	a.plain = widget.NewCheck(w.Say("allow_plain_http"), nil)
	a.discover = widget.NewButton(w.Say("carddav_discover"), a.send)
	a.discover.Importance = widget.HighImportance
	a.keep = widget.NewButton(w.Say("carddav_keep"), a.send)
	a.keep.Importance = widget.HighImportance
	cancel := widget.NewButton(w.Say("cancel"), func() { a.open(false) })
	labelled := func(id string, field fyne.CanvasObject) fyne.CanvasObject {
		return container.NewVBox(widgets.NewSection(w.Say(id)), field)
	}
	a.form = container.NewVBox(
		labelled("carddav_address", a.address), a.plain, labelled("user_name", a.user), labelled("carddav_password", a.secret),
		a.books, a.message, container.NewBorder(nil, nil, nil, a.busy, widgets.NewFlow(cancel, a.discover, a.keep)),
	)
	a.Content = container.NewVBox(a.add, a.form)
	a.open(false)
	return a
}

// Focus is the first field that is still empty.
func (a *BookAccount) Focus() fyne.Focusable { return a.address }

// Close closes the form, and forgets what was typed.
func (a *BookAccount) Close() { a.open(false) }

// Found offers the address books that an account has.
func (a *BookAccount) Found(books []carddav.Book) {
	a.wait(false)
	a.found = books
	a.books.RemoveAll()
	a.books.Add(widgets.NewSection(a.words.Say("carddav_choose")))
	for _, b := range books {
		a.chosen[b.URL] = true
		check := widget.NewCheck(lang.Plain(cmp.Or(b.Name, b.URL), 60), func(on bool) {
			a.chosen[b.URL] = on
			setEnabled(a.keep, len(a.wanted()) > 0)
		})
		check.Checked = true
		a.books.Add(check)
	}
	a.offer()
}

// Failed says why it does not work. fingerprint is that of a certificate that a person may decide to trust, "" where that is not
// the question.
func (a *BookAccount) Failed(sentence, fingerprint string) {
	a.wait(false)
	if fingerprint == "" {
		a.message.Set(sentence)
		return
	}
	a.message.Set(sentence, widget.NewButton(a.words.Say("trust_certificate"), func() {
		a.pin = fingerprint
		a.send()
	}))
}

// open shows the form, empty, or takes it away.
func (a *BookAccount) open(yes bool) {
	for _, f := range []*widgets.Field{a.address, a.user, a.secret} {
		f.SetText("")
	}
	a.pin = ""
	a.plain.SetChecked(false)
	a.wait(false)
	a.message.Set("")
	a.changed()
	widgets.SetVisible(a.add, !yes)
	widgets.SetVisible(a.form, yes)
	if c := fyne.CurrentApp().Driver().CanvasForObject(a.address); yes && c != nil {
		c.Focus(a.address)
	}
}

// changed forgets the address books, which were of what was typed before.
func (a *BookAccount) changed() {
	a.found = nil
	clear(a.chosen)
	a.books.RemoveAll()
	widgets.SetVisible(a.plain, strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.address.Text)), "http://"))
	a.offer()
}

// offer shows the step that comes next.
func (a *BookAccount) offer() {
	widgets.SetVisible(a.discover, a.found == nil)
	widgets.SetVisible(a.keep, a.found != nil)
	setEnabled(a.keep, len(a.wanted()) > 0)
}

func (a *BookAccount) wait(on bool) {
	setEnabled(a.discover, !on)
	setEnabled(a.keep, !on)
	if widgets.SetVisible(a.busy, on); on {
		a.message.Set("")
		a.busy.Start()
	} else {
		a.busy.Stop()
	}
}

// wanted are the URLs of the address books that were chosen.
func (a *BookAccount) wanted() []string {
	var urls []string
	for _, b := range a.found {
		if a.chosen[b.URL] {
			urls = append(urls, b.URL)
		}
	}
	return urls
}

func (a *BookAccount) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		a.send()
	case fyne.KeyEscape:
		a.open(false)
	default:
		return false
	}
	return true
}

// send takes the next step.
func (a *BookAccount) send() {
	account := carddav.Account{
		Address: strings.TrimSpace(a.address.Text), UserName: strings.TrimSpace(a.user.Text), Pin: a.pin,
		PlainHTTP: a.plain.Visible() && a.plain.Checked,
	}
	switch {
	case a.busy.Visible():
	case a.found == nil:
		a.wait(true)
		a.OnDiscover(account, a.secret.Text)
	case len(a.wanted()) > 0:
		if account.Books = a.wanted(); len(account.Books) == len(a.found) {
			account.Books = nil // those that come to be as well
		}
		a.wait(true)
		a.OnAdd(account, a.secret.Text)
	}
}
