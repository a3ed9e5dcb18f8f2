package window

import (
	"slices"
	"time"

	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// morePages are those that may have no name on the bar or the rail, in the order in which they are listed.
var morePages = []page{mePage, voicemailPage, contactsPage, dialPage, queuesPage, phonesPage, receptionPage, switchesPage, desksPage, settingsPage, checkupPage}

// morePlace has the way to the pages that the bar, or the rail, has no room for.
func (m *mainScreen) morePlace(places *[pageCount]place) place {
	var links []pages.Link
	for _, p := range morePages {
		links = append(links, pages.Link{Icon: places[p].icon, Name: places[p].name, Tapped: func() { m.open(p) }})
	}
	m.more = pages.NewMore(m.words, links...)
	m.more.OnDND = func(on bool) { m.setDND(on, time.Time{}) }
	m.more.OnAccounts = m.chooseAccount
	return place{name: m.words.Say("page_more"), icon: look.More, main: m.more.Content, focus: m.more.Focus, opened: m.showOwn}
}

// showMore shows the ways to the pages whose names are not shown.
func (m *mainScreen) showMore() {
	names := m.names()
	for i, p := range morePages {
		m.more.SetLink(i, !m.places[p].closed && !slices.Contains(names, p), m.places[p].badge)
	}
}
