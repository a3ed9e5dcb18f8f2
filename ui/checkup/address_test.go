package checkup

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
)

func TestAddress_TellsWhatIsThereInsteadOfAPBXAndSendsItNoSecret(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   Finding
	}{
		"a web page": {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>Welcome</html>") }, addressNotPBX},
		"nothing":    {http.NotFound, addressNotPBX},
		"an API of something else": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprint(w, `{"message":"no such resource"}`)
		}, addressNotPBX},
		"a way to elsewhere": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "https://user:pw@login.example.org/?back=here")
			w.WriteHeader(http.StatusFound)
		}, addressRedirect},
		"a circle": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, addressRedirect},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var secrets atomic.Int32
			server := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") != "" {
					secrets.Add(1)
				}
				c.answer(w, r)
			}))
			all := look(t, subject(t, account.Account{Address: server.URL, UserName: "anna", PlainHTTP: true}, "hunter2"))
			all.want(t, map[Check]Finding{Address: c.want, Credentials: skippedUnreachable, Permissions: skippedUnreachable})
			if secrets.Load() > 0 {
				t.Errorf("the secret was sent %d times", secrets.Load())
			}
			if to := all[Address].Facts["leads_to"]; name == "a way to elsewhere" && to != "https://login.example.org" {
				t.Errorf("it leads to %v", to)
			}
		})
	}
}

func TestAddress_IsFoundBehindAPrefixAndARedirectOfItsOwn(t *testing.T) {
	t.Parallel()
	pbx := pbxsim.New(pbxsim.Options{Quiet: true})
	mux := http.NewServeMux()
	mux.Handle("/office/", http.StripPrefix("/office", pbx.Handler()))
	mux.HandleFunc("/old/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/office/"+r.URL.RequestURI()[len("/old/"):], http.StatusTemporaryRedirect)
	})
	server := serve(t, mux)
	for _, prefix := range []string{"/office", "/old"} {
		a := account.Account{Address: server.URL + prefix, UserName: pbx.Accounts()[0].UserName, PlainHTTP: true}
		look(t, subject(t, a, pbx.Accounts()[0].Password)).want(t, whole)
	}
	look(t, subject(t, account.Account{Address: server.URL, UserName: "anna", PlainHTTP: true}, "x")).
		want(t, map[Check]Finding{Address: addressNotPBX})
}

func TestAddress_WhereNothingListensOrThatIsNone(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead := listener.Addr().String()
	_ = listener.Close()
	look(t, subject(t, account.Account{Address: dead, UserName: "anna"}, "hunter2")).want(t, map[Check]Finding{
		Address: addressRefused, Certificate: skippedUnreachable, Credentials: skippedUnreachable, Clock: skippedUnreachable,
	})
	look(t, Subject{Account: account.Account{Address: "http://pbx.example.org", UserName: "anna"}}).want(t, map[Check]Finding{
		Address: addressInvalid, Certificate: skippedUnreachable, Credentials: credentialsNobody, Region: skippedUnreachable,
	})
	o := open(t, pbxsim.Options{})
	look(t, subject(t, account.Account{Address: o.url[len("http://"):], UserName: "anna"}, "hunter2")).want(t, map[Check]Finding{
		Address: addressNotHTTPS, Certificate: skippedUnreachable,
	})
}

func TestAddress_BehindAProxy(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	proxy := serve(t, httputil.NewSingleHostReverseProxy(parsed(t, o.url)))
	gone := httptest.NewServer(nil)
	gone.Close()
	for proxy, want := range map[string]Finding{proxy.URL: addressAnswers, gone.URL: addressProxy} {
		a := account.Account{Address: "http://pbx.example", UserName: o.person.UserName, PlainHTTP: true, Proxy: proxy}
		all := look(t, subject(t, a, o.person.Password))
		all.want(t, map[Check]Finding{Address: want})
		if all[Address].Facts["proxy"] != true {
			t.Errorf("%v", all[Address].Facts)
		}
	}
	direct := look(t, o.as(t)) // this computer is never asked for by a proxy
	if _, told := direct[Address].Facts["proxy"]; told {
		t.Errorf("%v", direct[Address].Facts)
	}
}

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestNoAnswer_TellsTheCausesApart(t *testing.T) {
	t.Parallel()
	dial := func(err error) error {
		return &url.Error{Op: "Get", Err: &net.OpError{Op: "dial", Net: "tcp", Err: err}}
	}
	for _, c := range []struct {
		err  error
		want Finding
	}{
		{dial(&net.DNSError{Err: "no such host", IsNotFound: true}), addressNoHost},
		{dial(&net.DNSError{Err: "server misbehaving", IsTemporary: true}), addressNoHost},
		{dial(&net.DNSError{Err: "timeout", IsTimeout: true}), addressSilent},
		{dial(os.NewSyscallError("connect", syscall.ECONNREFUSED)), addressRefused},
		{dial(os.NewSyscallError("connect", syscall.EHOSTUNREACH)), addressUnreachable},
		{dial(os.ErrDeadlineExceeded), addressSilent},
		{context.DeadlineExceeded, addressSilent},
		{errors.New("http: server gave HTTP response to HTTPS client"), addressNotHTTPS},
		{errors.New("EOF"), addressUnreachable},
	} {
		if got := noAnswer(c.err); got != c.want {
			t.Errorf("%v is %s, want %s", c.err, got, c.want)
		}
	}
}

func TestAddress_OneThatTakesLongWantsAttention(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Delay: slowFrom + 50*time.Millisecond, Times: 1})
	all := look(t, o.as(t))
	all.want(t, except(map[Check]Finding{Address: addressSlow}))
	if ms, _ := all[Address].Facts["latency_ms"].(int); ms < 1000 {
		t.Errorf("%d ms", ms)
	}
}

func TestClock_IsComparedWithThePBXs(t *testing.T) {
	t.Parallel()
	for skew, want := range map[time.Duration]Finding{
		0: clockRight, 20 * time.Second: clockRight, -20 * time.Second: clockRight, time.Minute: clockWrong, -time.Hour: clockWrong,
	} {
		o := open(t, pbxsim.Options{})
		o.Inject(pbxsim.Fault{Header: http.Header{"Date": {time.Now().Add(skew).UTC().Format(http.TimeFormat)}}})
		all := look(t, o.as(t))
		all.want(t, map[Check]Finding{Clock: want})
		ahead, _ := all[Clock].Facts["ahead_s"].(int)
		if off := ahead + int(skew.Seconds()); off < -2 || off > 2 {
			t.Errorf("%v is %d s ahead", skew, ahead)
		}
		if all[Clock].Facts["time_zone"] != "Europe/Amsterdam" {
			t.Errorf("%v", all[Clock].Facts)
		}
	}
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Header: http.Header{"Date": {"today"}}})
	look(t, o.as(t)).want(t, except(map[Check]Finding{Clock: skippedNoClock}))
}
