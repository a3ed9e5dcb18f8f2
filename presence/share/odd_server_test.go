package share

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ringside/presence"
)

// odd is a server that says what a test wants, to a Remote.
type odd struct {
	*Remote
	conn net.Conn
}

func oddServer(t *testing.T, pushed func(kind string, line []byte)) *odd {
	t.Helper()
	near, far := net.Pipe()
	go func() { _, _ = io.WriteString(far, `{"kind":"hello","protocol":1}`+"\n") }()
	r, err := Connect(t.Context(), near, pushed)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return &odd{r, far}
}

// says has the server say these lines.
func (o *odd) says(lines ...string) {
	_, _ = io.WriteString(o.conn, strings.Join(lines, "\n")+"\n")
	synctest.Wait()
}

func TestRemote_GoesOnAfterLinesThatMakeNoSense(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var kinds []string
		o := oddServer(t, func(kind string, _ []byte) {
			mu.Lock()
			defer mu.Unlock()
			kinds = append(kinds, kind)
		})
		o.says(
			"garbage", "", "7", "[]", "null", `"text"`, "{", `{"kind":7}`, `{"kind":"news","uuid":5,"key":"x"}`, `{"kind":""}`,
			`{"kind":"contact"}`, `{"kind":"contact","uuid":7}`, `{"kind":"contact","uuid":""}`, `{"kind":"contact","uuid":"a","dnd":"perhaps"}`,
			`{"kind":"contact","uuid":"b","since":"x"}`, ` { "uuid":"c", "kind" : "contact", "new":{"a":[1]} } `,
			`{"kind":"contact_removed"}`, `{"kind":"contact_removed","uuid":"nobody"}`, `{"kind":"contact_removed","uuid":[]}`,
			`{"kind":"connection","state":7}`, `{"kind":"connection","error":{}}`, `{"kind":"login","me":[]}`, `{"kind":"login"}`,
			`{"kind":"voicemail"}`, `{"kind":"voicemail","new_messages":"x"}`, `{"kind":"voicemail_removed","uuid":"x"}`,
			`{"kind":"call"}`, `{"kind":"call","key":-1}`, `{"kind":"call_removed","key":18446744073709551615}`, `{"kind":"calls","keys":[5,5,-1]}`, `{"kind":"calls"}`,
			`{"kind":"notice"}`, `{"kind":"notice","call":7}`, `{"kind":"answer"}`, `{"kind":"answer","id":99,"result":{}}`, `{"kind":"answer","id":"x"}`,
			`{"kind":"hello","protocol":2}`, `{"kind":"picture"}`,
			`{"kind":"synced"}`, `{"kind":"picture"}`,
		)
		s := o.Picture()
		if !s.Synced || s.Contacts.Len() != 1 || s.Contacts.Find("c") == nil {
			t.Errorf("the picture has %d contacts, synced: %v", s.Contacts.Len(), s.Synced)
		}
		mu.Lock()
		defer mu.Unlock()
		if len(kinds) == 0 || kinds[0] != "news" {
			t.Errorf("kinds of others: %q", kinds)
		}
	})
}

func TestRemote_ShowsNothingBeforeThePictureIsWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := oddServer(t, nil)
		o.says(`{"kind":"connection","state":"live"}`, `{"kind":"contact","uuid":"a"}`, `{"kind":"synced"}`)
		if s := o.Picture(); s.Fresh() || s.Synced || s.Contacts.Len() != 0 {
			t.Errorf("it shows %+v", s)
		}
		o.says(`{"kind":"picture"}`)
		if s := o.Picture(); !s.Fresh() || !s.Synced || s.Contacts.Len() != 1 {
			t.Errorf("it shows %+v", s)
		}
		o.says(`{"kind":"contact","uuid":"a","username":"x"}`, `{"kind":"contact","uuid":"b"}`, `{"kind":"contact_removed","uuid":"a"}`, `{"kind":"contact","uuid":"b","username":"y"}`)
		before := o.Picture()
		o.says(`{"kind":"picture"}`)
		if s := o.Picture(); s.Contacts.Len() != 1 || s.Contacts.Find("b").Username != "y" || s.Contacts.Version == before.Contacts.Version {
			t.Errorf("it shows %+v", s)
		}
		if before.Contacts.Find("a") == nil {
			t.Error("a picture that was shown has changed")
		}
		_ = o.conn.Close()
		<-o.Gone()
		if s := o.Picture(); s.Connection.State != presence.Stale || s.Contacts.Len() != 1 {
			t.Errorf("the server has gone, and it shows %+v", s)
		}
	})
}

func TestRemote_LetsGoOfALineWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := oddServer(t, nil)
		n, err := io.Copy(onlyWriter{o.conn}, io.LimitReader(endless('x'), 1<<30))
		if err == nil || n > maxLine+1<<20 {
			t.Errorf("%d bytes were taken: %v", n, err)
		}
		<-o.Gone()
	})
}

// TestRemote_WaitsForNoAnswerForEver has the server stop reading, or answering.
func TestRemote_WaitsForNoAnswerForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		deaf := oddServer(t, nil)
		begun := time.Now()
		if err := deaf.SetFavourite(t.Context(), "", true); err == nil || time.Since(begun) > patience {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		<-deaf.Gone() // after half a line nothing more can be said

		mute := oddServer(t, nil)
		go func() { _, _ = io.Copy(io.Discard, mute.conn) }()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begun = time.Now()
		if err := mute.SetFavourite(ctx, "", true); err == nil || time.Since(begun) > time.Second+greeting {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		if n := len(mute.waiting); n != 0 {
			t.Errorf("%d answers are still waited for", n)
		}
	})
}
