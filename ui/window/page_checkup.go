package window

import (
	"context"
	"time"

	"ringside/ui/checkup"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// checkupTime is how long a check-up may take: each check has a shorter limit of its own.
const checkupTime = 2 * time.Minute

// checkupPlace has the page that says what works here.
func (m *mainScreen) checkupPlace() place {
	m.check = pages.NewCheckup(m.words)
	m.check.OnRun = func() {
		m.do.checkup(m.acts.checkup, m.check.Take, func(err error) { m.check.Done(err != nil) })
	}
	m.check.OnCopy = func(results []checkup.Result) {
		m.acts.copy(checkup.Diagnostics(m.acts.version, results))
		m.report(m.words.Say("checkup_copied"))
	}
	return place{
		name: m.words.Say("page_checkup"), icon: look.Checkup, main: m.check.Content, focus: m.check.Focus, opened: m.check.Opened,
	}
}

// checkup has a check-up made; take is given each result, and done is called after the last, both on the widgets' goroutine.
func (c *controller) checkup(run func(context.Context, func(checkup.Result)) error, take func(checkup.Result), done func(error)) {
	ctx, cancel := context.WithTimeout(c.ctx, checkupTime)
	c.start(ctx, func(ctx context.Context) error {
		defer cancel()
		return run(ctx, func(r checkup.Result) { c.do(func() { take(r) }) })
	}, done)
}
