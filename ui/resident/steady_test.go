package resident

import (
	"slices"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/share"
)

func TestSteady_PassesOnWhatIsKept(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	m := paint("bea")
	p.has(share.Hello{Account: &anna}, m)
	mirror := h.view(t, nil).login(t).Mirror
	pictured(t, mirror, "the picture", live)
	ctx := t.Context()
	list, err := mirror.History(ctx, presence.HistoryQuery{Before: "0b", Most: 3, PartyUUID: "bea", Numbers: []string{"203"}, Missed: true})
	if err != nil || len(list) != 1 || list[0].Key != "0a" || list[0].Number != "203" {
		t.Errorf("the history is %+v, %v", list, err)
	}
	for _, err := range []error{
		mirror.SetCallNote(ctx, "0a", "x"), mirror.SetNote(ctx, "bea", "y"), mirror.SetTellWhenFree(ctx, "bea", true), mirror.SeenCalls(ctx),
		mirror.SetOwnUntil(ctx, pbxclient.UserSettings{DND: pbxclient.Some(true)}, time.UnixMilli(1234)),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	for _, want := range []string{
		"history {Before:0b Most:3 PartyUUID:bea Numbers:[203] Missed:true}", "call note 0a x", "note bea y", "tell when free bea true", "seen calls",
		"dnd true until 1234",
	} {
		if asked := await(t, m.asked, want); asked != want {
			t.Errorf("asked %q, want %q", asked, want)
		}
	}
}

// TestSteady_WhatIsKeptIsCurrentAtOnce has another connection come that has no full picture yet.
func TestSteady_WhatIsKeptIsCurrentAtOnce(t *testing.T) {
	s := newSteady()
	before := &presence.Snapshot{Synced: true, Resyncs: 3, History: 7, MissedUnseen: 1, Contacts: presence.NewRoster([]*presence.Contact{{UUID: "bea"}}, 1)}
	s.Publish(before)
	told := &presence.Snapshot{History: 2, MissedUnseen: 4, ForwardedTo: []string{"203"}, Until: &presence.Until{}}
	next := s.next(told, before)
	if next.Contacts != before.Contacts || next.MissedUnseen != 4 || !slices.Equal(next.ForwardedTo, told.ForwardedTo) || next.Until != told.Until || next.Resyncs != 3 {
		t.Errorf("it shows %+v", next)
	}
	told.Synced, told.Resyncs = true, 1
	full := s.next(told, before)
	told.History = 0 // the engine was started anew, and counts from the beginning
	if again := s.next(told, full); full.Resyncs != 4 || next.History <= before.History || again.History <= full.History {
		t.Errorf("history counts %d, %d, %d, %d", before.History, next.History, full.History, again.History)
	}
}
