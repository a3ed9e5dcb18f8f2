package window

import (
	"time"

	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// morePages are those that a phone reaches through one page, in the order in which it lists them.
var morePages = []page{mePage, voicemailPage, settingsPage, checkupPage}

// morePlace has the phone's way to the pages that its bar has no room for.
func (m *mainScreen) morePlace() place {
	icons := map[page]look.Icon{mePage: look.Person, voicemailPage: look.Voicemail, settingsPage: look.Settings, checkupPage: look.Checkup}
	names := map[page]string{
		mePage: m.words.Say("page_me"), voicemailPage: m.words.Say("page_voicemail"), settingsPage: m.words.Say("page_settings"),
		checkupPage: m.words.Say("page_checkup"),
	}
	var links []pages.Link
	for _, p := range morePages {
		links = append(links, pages.Link{Icon: icons[p], Name: names[p], Tapped: func() { m.open(p) }})
	}
	m.more = pages.NewMore(m.words, links...)
	m.more.OnDND = func(on bool) { m.setDND(on, time.Time{}) }
	m.more.OnAccounts = m.chooseAccount
	return place{name: m.words.Say("page_more"), icon: look.More, main: m.more.Content, focus: m.more.Focus, opened: m.showOwn}
}

// badges are how much waits on each of those pages.
func (m *mainScreen) badges() []int {
	var badges []int
	for _, p := range morePages {
		badges = append(badges, m.places[p].badge)
	}
	return badges
}
