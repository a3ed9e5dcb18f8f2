package window

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/mobile"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/ui/resident"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// signing is the sign-in page while it is shown.
type signing struct {
	page *pages.SignIn
	stop context.CancelFunc // of what is being tried; nil before
}

// askSignIn shows the sign-in page while nobody is signed in.
func (f *frame) askSignIn(known *resident.Login) {
	f.known = known
	page := f.showSignIn(known.Account)
	if known.Asking {
		page.Waiting()
	} else if known.Problem != nil {
		f.failed(page, known.Problem)
	}
	f.offerOthers()
}

// askAccount shows the sign-in page for one more account, or for one that has to be signed in to anew, before the main screen,
// which goes on: its Cancel goes back there.
func (f *frame) askAccount(known account.Account) {
	if f.live == nil {
		f.askSignIn(&resident.Login{Account: known})
		return
	}
	f.askMeanwhile(known, "account_add_lead")
}

// askConnection shows the sign-in page for the current account, whose PBX is to be reached in another way: it goes on as it does
// until that works.
func (f *frame) askConnection() { f.askMeanwhile(f.live.account, "connection_lead") }

// askMeanwhile shows the sign-in page before the main screen, which goes on; lead is what it says of that.
func (f *frame) askMeanwhile(known account.Account, lead string) {
	f.live.screen.unkeys()
	page := f.showSignIn(known)
	page.OfferCancel(f.Words.Say(lead), f.back)
	f.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape || e.Name == mobile.KeyBack {
			f.back()
		}
	})
}

// askLinked shows the sign-in page for what a link says, which a person still has to sign in to; one that makes no sense says so.
func (f *frame) askLinked(a account.Account, err error) {
	f.askAccount(a)
	if err != nil && f.signing != nil {
		f.failed(f.signing.page, err)
	}
}

func (f *frame) showSignIn(known account.Account) *pages.SignIn {
	page := pages.NewSignIn(f.Words, known)
	page.OnSignIn = func(a account.Account, secret string, remember bool) { f.try(page, a, secret, remember) }
	page.OnSwitch = f.useAccount
	page.OnChooseFile = f.chooseFile
	f.signing = &signing{page: page}
	f.window.SetContent(page.Content)
	f.window.Canvas().Focus(page.Focus())
	return page
}

// back goes from the sign-in page to the main screen that was there.
func (f *frame) back() {
	if f.signing == nil || f.live == nil {
		return
	}
	if f.signing.stop != nil {
		f.signing.stop()
	}
	f.signing = nil
	f.window.SetContent(f.live.screen.content)
	f.live.screen.keys()
	f.live.screen.refocus()
}

// try finds out whether the PBX takes what was typed; if it does, an event brings the main screen.
func (f *frame) try(page *pages.SignIn, a account.Account, secret string, remember bool) {
	page.Waiting()
	ctx, stop := context.WithCancel(f.ctx)
	f.signing.stop = stop
	f.asking.Go(func() {
		kept, err := f.Resident.SignIn(ctx, a, secret, remember)
		called := ctx.Err() != nil
		stop()
		if called {
			return
		}
		f.do(func() { f.tried(page, a, kept, err) })
	})
}

// tried takes what came of it. Who was signed in with that account already is told of no other login.
func (f *frame) tried(page *pages.SignIn, a account.Account, kept, err error) {
	if err != nil {
		f.failed(page, err)
		return
	}
	f.kept = kept
	shown := f.signing != nil && f.signing.page == page
	if shown && f.live != nil && f.live.account.ID() == a.ID() {
		f.back()
		shown = false
	}
	if f.live != nil && !shown {
		f.sayKept()
	}
}

// failed says why signing in did not work, and what a person may do about it.
func (f *frame) failed(page *pages.SignIn, err error) {
	page.Failed(f.Words.Error(err), fingerprint(err))
	if pbxclient.IsCode(err, pbxclient.CodePinMismatch) {
		page.OfferToForget()
	}
}

// sayKept says why an account is not kept, if there is a reason, and that it is there until one quits.
func (f *frame) sayKept() {
	if f.kept != nil {
		f.live.screen.tell(f.Words.Error(f.kept) + " " + f.Words.Say("signed_in_until_quit"))
		f.kept = nil
	}
}

// takeAccounts shows the accounts as they are told.
func (f *frame) takeAccounts() {
	f.accounts = f.Resident.Accounts()
	if f.live != nil {
		f.live.screen.setAccounts(f.accounts)
	}
	f.offerOthers()
}

// offerOthers lists the other accounts on the sign-in page of nobody, who would have no way to them.
func (f *frame) offerOthers() {
	if f.live == nil && f.signing != nil {
		others := slices.DeleteFunc(rows.Accounts(f.accounts, f.Words), func(a rows.Account) bool { return a.Current })
		f.signing.page.SetOthers(others)
	}
}

// useAccount switches to the account with a key; one that waits for a person to sign in is asked for that.
func (f *frame) useAccount(key string) {
	i := slices.IndexFunc(f.accounts, func(l share.Listed) bool { return l.Key == key })
	if i < 0 {
		return
	}
	switch l := f.accounts[i]; {
	case rows.StateOf(l) == rows.AccountOut:
		f.askAccount(l.Account)
	case !l.Current || f.live == nil:
		f.command(func(ctx context.Context) error { return f.Resident.Switch(ctx, key) })
	}
}

func (f *frame) forgetAccount(key string) {
	f.command(func(ctx context.Context) error { return f.Resident.Forget(ctx, key) })
}

// signInAgain asks who is signed in to do that anew. With other accounts the main screen stays, which is the way to them.
func (f *frame) signInAgain() {
	if len(f.accounts) > 1 {
		f.askAccount(f.live.account)
		return
	}
	f.leave()
}
