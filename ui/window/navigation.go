package window

import "slices"

// The parts of the navigation that a phone's bar and a desktop's rail show.
var (
	barPages  = []page{peoplePage, callsPage, dialPage, contactsPage, morePage}
	railPages = []page{peoplePage, callsPage, voicemailPage, contactsPage, dialPage, queuesPage, phonesPage, switchesPage, desksPage}
	railFoot  = []page{mePage, settingsPage}
)

// names are the pages whose names are shown.
func (s *shell) names() []page {
	if s.form == onePane {
		return barPages
	}
	above, below := s.rail()
	return slices.Concat(above, below)
}

// rail are the pages whose names the rail has above and below: as many as fit, and the way to the others.
func (s *shell) rail() (above, below []page) {
	for _, p := range railPages {
		if !s.places[p].closed {
			above = append(above, p)
		}
	}
	if len(above)+len(railFoot) <= s.fits || s.fits == 0 {
		return above, railFoot
	}
	return above[:max(min(len(above), s.fits-len(railFoot)-1), 1)], slices.Concat([]page{morePage}, railFoot)
}

// chosen reports whether the name of a page is that of what is shown: one stands for the pages that there is no room for.
func (s *shell) chosen(p page, names []page) bool {
	switch {
	case p == s.shown:
		return true
	case s.shown == checkupPage && slices.Contains(names, settingsPage):
		return p == settingsPage
	case s.shown == receptionPage && slices.Contains(names, phonesPage):
		return p == phonesPage
	}
	return p == morePage && !slices.Contains(names, s.shown)
}

// countMore counts what waits on the pages whose names are not shown.
func (s *shell) countMore() {
	names, n := s.names(), 0
	for _, p := range morePages {
		if !slices.Contains(names, p) {
			n += s.places[p].badge
		}
	}
	s.places[morePage].badge = n
}
