package pbxclient

import (
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
	var fast, slow outer
	err := readObject([]byte(`{`+fields+`}`), &fast)
	if err != nil || fast.Name != "a" || fast.One == nil || fast.N != Some(1) {
		t.Fatalf("%+v, %v", fast, err)
	}
	err = readObject([]byte(`{`+fields+`,"list":[{"name":"c","n":2},"odd"]}`), &slow)
	if diff := cmp.Diff(fast, slow, cmp.AllowUnexported(outer{}, inner{})); err != nil || diff != "" {
		t.Errorf("%v, fast(-) slow(+):\n%s", err, diff)
	}
}
