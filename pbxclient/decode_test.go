package pbxclient

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadObject_ReadsTheSameInTheFastAndTheSlowWay(t *testing.T) {
	type inner struct {
		Name string   `json:"name"`
		N    Opt[int] `json:"n"`
	}
	type outer struct {
		inner
		Text string    `json:"text"`
		List []inner   `json:"list"`
		One  *inner    `json:"one"`
		Flag Opt[bool] `json:"flag"`
	}
	const fields = `"name":"a","n":"1","text":"b","list":[{"name":"c","n":2}],"one":{"name":"d"},"flag":1`
	fast, err := readObject[outer]([]byte(`{` + fields + `}`))
	if err != nil || fast.Name != "a" || fast.One == nil || fast.N != Some(1) {
		t.Fatalf("%+v, %v", fast, err)
	}
	slow, err := readObject[outer]([]byte(`{` + fields + `,"list":[{"name":"c","n":2},"odd"]}`))
	if diff := cmp.Diff(fast, slow, cmp.AllowUnexported(outer{}, inner{})); err != nil || diff != "" {
		t.Errorf("%v, fast(-) slow(+):\n%s", err, diff)
	}
}

// Whatever a server sends, reading it ends in an answer or an error.
func FuzzDecoding_NeverPanics(f *testing.F) {
	for _, seed := range []string{
		annaJSON, salesJSON, `[{"seq":1,"caller":[],"targets":{},"transferrer":7}]`, `{"users":[{"uuid":1,"phones":[[],{"type":{}}]}]}`,
		`[null,[],"",{"seq":"9e99"}]`, `{"uuid":"s","value":[true]}`, `{"a":{},"b":[[]]}`, "\xef\xbb\xbf{", `"\ud800"`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a := answer{body: trimBOM(body)}
		users, err := readInventory(a, "users", readUser)
		if err == nil && !json.Valid(a.body) {
			t.Errorf("what is no JSON was read as %+v", users)
		}
		_, _ = readList(a, "events", readEvent)
		_, _ = readSingleQueue(a, "q1")
		_, _ = readSwitch(a.body)
		_, _ = readPhone(a.body)
		_, _ = readOne(a, readObject[callFields])
		_ = messageIn(a.body)
	})
}
