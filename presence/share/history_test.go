package share

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
)

// TestRemote_ShowsWhatTheEngineShows holds that after anything that may happen at the office, to the network or to the
// login, the picture in the other process equals the engine's.
func TestRemote_ShowsWhatTheEngineShows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := rapid.Custom(drawHistory).Draw(rt, "history")
		problem := ""
		synctest.Test(t, func(t *testing.T) { problem = h.play(t) })
		if problem != "" {
			rt.Fatal(problem)
		}
	})
}

// history is what happens, to be played.
type history struct {
	in     signIn
	lively bool
	denied []string // parts of the API that this login may not read
	steps  []step
}

// step is one thing that happens. What it happens to follows from a, b and c.
type step struct {
	act     string
	a, b, c int
}

func drawHistory(rt *rapid.T) history {
	one := rapid.Custom(func(rt *rapid.T) step {
		number := rapid.IntRange(0, 99)
		return step{rapid.SampledFrom(actNames).Draw(rt, "act"), number.Draw(rt, "a"), number.Draw(rt, "b"), number.Draw(rt, "c")}
	})
	h := history{lively: rapid.Bool().Draw(rt, "lively"), steps: rapid.SliceOfN(one, 1, 30).Draw(rt, "steps")}
	h.in.key = rapid.Bool().Draw(rt, "key")
	h.in.account = rapid.IntRange(0, 3).Draw(rt, "account")
	h.in.nobody = h.in.key && rapid.IntRange(0, 4).Draw(rt, "nobody") == 4
	h.in.region = rapid.SampledFrom([]string{"", "", "GB"}).Draw(rt, "region")
	if rapid.IntRange(0, 4).Draw(rt, "some denied") == 4 {
		parts := []string{"users", "phones", "voicemail", "events", "system_information"}
		h.denied = rapid.SliceOfNDistinct(rapid.SampledFrom(parts), 1, 3, rapid.ID).Draw(rt, "denied")
	}
	if rapid.IntRange(0, 9).Draw(rt, "refused") == 9 {
		h.in.secret = "wrong"
	}
	return h
}

// play lets it happen, and tells what was wrong.
func (h history) play(t *testing.T) string {
	h.in.keeps = filepath.Join(t.TempDir(), "journal")
	w := newWorld(pbxsim.New(pbxsim.Options{Users: 13, Quiet: !h.lively, Speed: 5}), h.in)
	defer w.stop()
	for _, part := range h.denied {
		w.pbx.Inject(pbxsim.Fault{Match: to(part), Status: http.StatusForbidden, Body: `{"message":"not for you"}`})
	}
	p := &player{world: w, first: w.remote(t)}
	defer p.running.Wait()
	var log strings.Builder
	var resyncs [2]int
	for _, s := range h.steps {
		fmt.Fprintf(&log, "%s %d %d %d\n", s.act, s.a, s.b, s.c)
		acts[s.act](p, s)
		after(pick(pauses, s.c))
		if s.a%10 == 0 { // one that comes late has the same told as one that was there all the time
			late := w.remote(t)
			if diff := unlike(w.engine.Picture(), late.Picture()); diff != "" {
				return fmt.Sprintf("who has just come sees something else (-engine +remote):\n%s\nafter %+v\n%s", diff, h, log.String())
			}
			if diff := unlikeKept(w.engine, late); diff != "" {
				return fmt.Sprintf("other calls are kept (-engine +remote):\n%s\nafter %+v\n%s", diff, h, log.String())
			}
			late.Close()
		}
		synctest.Wait()
		if engine, remote := w.engine.Picture().Resyncs, p.first.Picture().Resyncs; (engine > resyncs[0]) != (remote > resyncs[1]) {
			return fmt.Sprintf("everything was listed %d times, and told to be %d times, after %+v\n%s", engine, remote, h, log.String())
		} else {
			resyncs = [2]int{engine, remote}
		}
		if diff := unlike(w.engine.Picture(), p.first.Picture()); diff != "" {
			return fmt.Sprintf("the remote picture is another (-engine +remote):\n%s\nafter %+v\n%s", diff, h, log.String())
		}
	}
	w.stop()
	if w.failed != nil {
		return w.failed.Error()
	}
	p.running.Wait()
	if _, gone := <-p.first.Gone(); gone || p.first.Picture().Fresh() {
		return "what nobody keeps current counts as fresh"
	}
	return ""
}

// unlikeKept tells in what the calls that two mirrors have kept differ; "" if in nothing.
func unlikeKept(original, remote presence.Commands) string {
	ctx := context.Background()
	want, wantErr := original.History(ctx, presence.HistoryQuery{})
	got, err := remote.History(ctx, presence.HistoryQuery{})
	if err != nil || wantErr != nil {
		return fmt.Sprint(wantErr, err)
	}
	return cmp.Diff(keptSeen(want), keptSeen(got), cmpopts.EquateEmpty())
}

// player is who plays a history.
type player struct {
	*world
	first   *Remote
	running sync.WaitGroup
}

func to(part string) func(*http.Request) bool {
	return func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/"+part) }
}

func pick[T any](list []T, i int) T { return list[i%len(list)] }

var (
	pauses   = []time.Duration{0, 10 * time.Millisecond, 3 * time.Second, 31 * time.Second, time.Minute}
	codes    = []int{0, 1, 2, 4, 8, 9, 16, 17, -1, -2}
	actNames = slices.Sorted(maps.Keys(acts))
)

// acts are the things that can happen. What is impossible at that moment does nothing.
var acts = map[string]func(p *player, s step){
	"nothing": func(*player, step) {},
	"statuses": func(p *player, s step) {
		for i := range 1 + s.c%9 {
			_ = p.pbx.SetPhoneStatus(pick(p.pbx.Office().Phones, s.a+i).UUID, pick(codes, s.b+i))
		}
	},
	"log in":  func(p *player, s step) { _ = p.pbx.LogIn(p.someone(s), pick(p.pbx.Office().Phones, s.b).UUID) },
	"log out": func(p *player, s step) { _ = p.pbx.LogOut(p.someone(s)) },
	"come":    func(p *player, s step) { _, _ = p.pbx.AddUser(fmt.Sprint("new", s.a), "Nöw <b>\u2028", "") },
	"leave":   func(p *player, s step) { _ = p.pbx.RemoveUser(p.someone(s)) },
	"rename": func(p *player, s step) {
		_ = p.pbx.RenameUser(p.someone(s), pick([]string{"", "Anna", "Jürgen \"X\""}, s.b))
	},
	"phone": func(p *player, s step) {
		_, _ = p.pbx.AddPhone(p.someone(s), "desk", fmt.Sprint("sip", s.b), s.c%2 == 0)
	},
	"no phone": func(p *player, s step) { _ = p.pbx.RemovePhone(pick(p.pbx.Office().Phones, s.a).UUID) },
	"settings": func(p *player, s step) {
		_ = p.pbx.SetDND(p.someone(s), s.b%2 == 0)
		_ = p.pbx.SetCallWaiting(p.someone(s), s.b%3 == 0)
		_ = p.pbx.SetForward(p.someone(s), pick([]string{"", "203", "+31201234567"}, s.c))
	},
	"incoming": func(p *player, s step) {
		_, _ = p.pbx.Incoming(pbxsim.Party{Number: "0201234567", Name: "Out & about"}, p.extension(s.a))
	},
	"incoming for me": func(p *player, s step) {
		_, _ = p.pbx.Incoming(pbxsim.Party{Number: "0207654321"}, p.extension(0))
	},
	"internal": func(p *player, s step) { _, _ = p.pbx.Dial(p.someone(s), p.extension(s.b)) },
	"answer": func(p *player, s step) {
		for _, c := range p.pbx.Office().Calls {
			if len(c.Ringing) > 0 && s.a%3 > 0 {
				_ = p.pbx.PickUp(pick(c.Ringing, s.b))
			}
		}
	},
	"hang up": func(p *player, s step) { p.steer(s, p.pbx.Hangup) },
	"expire":  func(p *player, s step) { p.steer(s, p.pbx.Expire) },
	"hold":    func(p *player, s step) { p.steer(s, p.pbx.Hold) },
	"resume":  func(p *player, s step) { p.steer(s, p.pbx.Resume) },
	"blind": func(p *player, s step) {
		p.steer(s, func(id string) error { return p.pbx.BlindTransfer(id, p.extension(s.b)) })
	},
	"attended": func(p *player, s step) {
		p.steer(s, func(id string) error { return p.pbx.AttendedTransfer(id, p.extension(s.b)) })
	},
	"mail":   func(p *player, s step) { p.mail(s, p.pbx.LeaveVoicemail) },
	"urgent": func(p *player, s step) { p.mail(s, p.pbx.LeaveUrgentVoicemail) },
	"hear":   func(p *player, s step) { p.mail(s, p.pbx.HearVoicemail) },

	"refuse":  func(p *player, s step) { p.cable.fail(errRefused) },
	"no host": func(p *player, s step) { p.cable.fail(errNoHost) },
	"mend":    func(p *player, s step) { p.cable.fail(nil) },
	"restart": func(p *player, s step) { p.pbx.Restart() },
	"lose":    func(p *player, s step) { p.pbx.LoseEvents(1 + s.a%3) },
	"trouble": func(p *player, s step) {
		p.pbx.Inject(pbxsim.Fault{Times: 1 + s.a%5, Status: pick([]int{500, 503, 429, 401, 404, 200}, s.b), Body: pick([]string{`{"message":"no"}`, "<html>", ""}, s.c)})
	},

	"place": func(p *player, s step) {
		p.running.Go(func() {
			_, _ = p.first.Dial(context.Background(), presence.DialRequest{Typed: p.extension(s.a), AutoAnswer: s.b%2 == 0})
		})
	},
	"set own": func(p *player, s step) {
		p.running.Go(func() {
			_ = p.first.SetOwn(context.Background(), pbxclient.UserSettings{DND: pbxclient.Some(s.a%2 == 0)})
		})
	},
	"favour": func(p *player, s step) {
		_ = p.first.SetFavourite(context.Background(), p.someone(s), s.b%2 == 0)
		_ = p.first.SetExtension(context.Background(), p.someone(s), pick([]string{"", "777"}, s.b))
	},
	"note": func(p *player, s step) {
		_ = p.first.SetNote(context.Background(), p.someone(s), pick([]string{"", "on leave", "<b>\u2028"}, s.b))
	},
	"await": func(p *player, s step) { _ = p.first.SetTellWhenFree(context.Background(), p.someone(s), s.b%4 > 0) },
	"set until": func(p *player, s step) {
		set := pbxclient.UserSettings{DND: pbxclient.Some(s.a%4 > 0)}
		if s.b%2 == 0 {
			set.CallForward = pick([]pbxclient.Opt[string]{pbxclient.Some("204"), pbxclient.NullOpt[string](), pbxclient.Some("0201234567")}, s.a)
		}
		until := time.Now().Add(time.Duration(s.c) * 700 * time.Millisecond)
		p.running.Go(func() { _ = p.first.SetOwnUntil(context.Background(), set, until) })
	},
	"see calls": func(p *player, s step) { _ = p.first.SeenCalls(context.Background()) },
	"note a call": func(p *player, s step) {
		page, _ := p.first.History(context.Background(), presence.HistoryQuery{Most: 1 + s.a%3})
		if len(page) > 0 {
			_ = p.first.SetCallNote(context.Background(), pick(page, s.b).Key, pick([]string{"", "call back"}, s.c))
		}
	},
	"look":  func(p *player, s step) { p.first.SetVisible(s.a%2 == 0) },
	"retry": func(p *player, s step) { p.first.Retry() },
	"wake":  func(p *player, s step) { p.first.Wake() },
}

// someone is the UUID of a user, mostly of one who is not signed in.
func (p *player) someone(s step) string { return pick(p.pbx.Office().Users, s.a).UUID }

func (p *player) extension(i int) string {
	o := p.pbx.Office()
	own := slices.IndexFunc(o.Users, func(u pbxsim.User) bool { return u.UserName == p.me.UserName })
	list := []string{o.Users[max(own, 0)].Extension, "0201234567", "999"}
	for _, u := range o.Users {
		list = append(list, u.Extension)
	}
	for _, g := range o.Groups {
		list = append(list, g.Extension)
	}
	for _, q := range o.Queues {
		list = append(list, q.Extension)
	}
	return pick(list, i)
}

func (p *player) steer(s step, do func(id string) error) {
	if calls := p.pbx.Office().Calls; len(calls) > 0 {
		_ = do(pick(calls, s.a).ID)
	}
}

func (p *player) mail(s step, do func(box string) error) {
	if boxes := p.pbx.Office().Mailboxes; len(boxes) > 0 {
		_ = do(pick(boxes, s.a).UUID)
	}
}
