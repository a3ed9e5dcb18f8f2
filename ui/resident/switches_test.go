package resident

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/toggles"
	"ringside/ui/demo"
	"ringside/ui/notify"
	"ringside/ui/session"
	"ringside/ui/settings"
	"ringside/ui/tray"
)

// board has the favourite switches of an office whose person may set them read by a part that stays, without a tray.
func (h *house) board(t *testing.T) *Resident {
	t.Helper()
	office, err := demo.Start(t.Context(), demo.Options{Quiet: true, Admin: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(office.Close)
	h.office = office
	h.account, h.secret = office.Login()
	r, _ := h.served(t)
	r.board = newBoard()
	return r
}

// star makes a switch a favourite and has it read; it returns its UUID.
func (h *house) star(t *testing.T, r *Resident, name string) string {
	t.Helper()
	all := h.office.PBX.Office().Switches
	uuid := all[slices.IndexFunc(all, func(s pbxsim.Switch) bool { return s.Name == name })].UUID
	r.settings.now.StarSwitch(h.account.ID(), uuid, true)
	if !r.readFavourites(r.logins.Now()) {
		t.Fatal("there are no favourites")
	}
	return uuid
}

func items(r *Resident) (items []tray.Item) {
	for _, item := range r.menu(r.logins.Now().Mirror.Picture()).Items {
		if strings.HasPrefix(item.ID, entrySwitch) {
			items = append(items, item)
		}
	}
	return items
}

func (h *house) value(name string) string {
	all := h.office.PBX.Office().Switches
	return all[slices.IndexFunc(all, func(s pbxsim.Switch) bool { return s.Name == name })].Value
}

func TestSwitches_TheTrayTurnsAFavourite(t *testing.T) {
	h := newHouse(t)
	r := h.board(t)
	uuid := h.star(t, r, "Night service")
	for _, want := range []string{"true", "false"} {
		r.chosen(entrySwitch + uuid)
		r.running.Wait()
		if item := items(r)[0]; h.value("Night service") != want || item.Checked != (want == "true") || item.Disabled || item.Label != "Night service" {
			t.Errorf("the PBX has %q, want %q, and the menu %+v", h.value("Night service"), want, item)
		}
	}
	sw := pbxclient.Switch{UUID: uuid, Value: pbxclient.Some("false")}
	if got := toggles.NewStore(session.SwitchesFile(h.Folder, h.account), h.Logger).Saw([]pbxclient.Switch{sw}, time.Now()); !got[0].Seen.Ours {
		t.Error("the window would not know who did that")
	}
}

func TestSwitches_TheTrayDoesNotUndoWhatSomebodyElseHasSetMeanwhile(t *testing.T) {
	h := newHouse(t)
	r := h.board(t)
	uuid := h.star(t, r, "Night service")
	in := r.logins.Now()
	if _, err := in.Client.SetSwitch(t.Context(), pbxclient.Switch{UUID: uuid}, pbxclient.Some("true")); err != nil {
		t.Fatal(err)
	}
	r.chosen(entrySwitch + uuid) // which the menu still shows as off
	r.running.Wait()
	if item := items(r)[0]; h.value("Night service") != "true" || !item.Checked {
		t.Errorf("the PBX has %q, and the menu %+v", h.value("Night service"), item)
	}
}

func TestSwitches_TheTraySaysWhatItCannotTurn(t *testing.T) {
	h := newHouse(t)
	r := h.board(t)
	h.star(t, r, "Recording")
	if item := items(r)[0]; !item.Disabled || item.Checked || item.Label != "Recording: –" {
		t.Errorf("the menu has %+v", item)
	}
	in := r.logins.Now()
	r.board.set(in.Client, []pbxclient.Switch{{UUID: "hours", Name: "Hours", Value: pbxclient.Some("winter")}})
	if item := items(r)[0]; !item.Disabled || item.Checkable || item.Label != "Hours: winter" {
		t.Errorf("the menu has %+v", item)
	}
	if stale := r.switchItems(false); !stale[0].Disabled {
		t.Error("what may not hold any more can be turned")
	}
}

func TestSwitches_TheTrayTellsOfARefusalAndLeavesItAsItIs(t *testing.T) {
	h := newHouse(t)
	r := h.board(t)
	uuid := h.star(t, r, "Night service")
	h.office.PBX.Inject(pbxsim.Fault{Match: isPut, Status: http.StatusInternalServerError})
	r.chosen(entrySwitch + uuid)
	r.running.Wait()
	r.running.Go(func() { r.sender.Run(r.life) })
	h.desktop.until(t, "the problem", func(shown []notify.Message) bool { return len(shown) == 1 && shown[0].Key == "problem" })
	if item := items(r)[0]; item.Checked {
		t.Errorf("the menu has %+v", item)
	}
}

func TestSwitches_TheTrayReadsNothingWithoutFavourites(t *testing.T) {
	h := newHouse(t)
	r := h.board(t)
	if r.readFavourites(r.logins.Now()) || len(items(r)) != 0 {
		t.Error("there are some")
	}
	for _, q := range h.office.PBX.Requests() {
		if strings.Contains(q.Path, "/switches") {
			t.Errorf("it asked %s", q.Path)
		}
	}
}

func TestSwitches_TheTrayForgetsOneThatHasGoneAndKeepsOneThatCannotBeRead(t *testing.T) {
	h := newHouse(t)
	r := h.board(t)
	h.star(t, r, "Night service")
	r.settings.now.StarSwitch(h.account.ID(), "gone", true)
	h.office.PBX.Inject(pbxsim.Fault{Match: func(q *http.Request) bool { return strings.Contains(q.URL.Path, "/switches/") }, Status: http.StatusBadGateway, Times: 1})
	r.readFavourites(r.logins.Now())
	if got := items(r); len(got) != 1 || got[0].Label != "Night service" {
		t.Errorf("the menu has %+v", got)
	}
}

func TestSwitches_TheTrayFollowsWhatTheWindowSetsAndWhichAreFavourites(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	remote := h.picture(t)
	uuid := h.office.PBX.Office().Switches[0].UUID
	read := make(chan string, 8)
	h.office.PBX.Inject(pbxsim.Fault{Match: func(q *http.Request) bool {
		if q.Method == http.MethodGet && strings.HasSuffix(q.URL.Path, "/switches/"+uuid) {
			read <- uuid
		}
		return false
	}})
	var set settings.Settings
	set.StarSwitch(h.account.ID(), uuid, true)
	h.save(t, set)
	if err := remote.Ask(t.Context(), doSettings, nil, nil); err != nil {
		t.Fatal(err)
	}
	await(t, read, "the favourite being read")
	base, err := pbxclient.ParseAddress(h.account.Address, true)
	if err != nil {
		t.Fatal(err)
	}
	client, err := h.account.Client("", pbxclient.Config{Way: remote.Relay(base)})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = client.SetSwitch(t.Context(), pbxclient.Switch{UUID: uuid}, pbxclient.Some("true")) // refused: that is news, too
	await(t, read, "it being read again")
}
