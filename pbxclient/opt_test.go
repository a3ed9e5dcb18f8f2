package pbxclient

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOpt_ReadsWhatInstallationsWrite(t *testing.T) {
	type sample struct {
		Text  Opt[string]  `json:"text,omitzero"`
		Flag  Opt[bool]    `json:"flag,omitzero"`
		Count Opt[int]     `json:"count,omitzero"`
		Seq   Opt[int64]   `json:"seq,omitzero"`
		Share Opt[float64] `json:"share,omitzero"`
		Type  Opt[Code]    `json:"type,omitzero"`
	}
	tests := map[string]sample{
		`{}`: {},
		`{"text":null,"flag":null,"count":null,"type":null}`: {Text: NullOpt[string](), Flag: NullOpt[bool](), Count: NullOpt[int](), Type: NullOpt[Code]()},
		`{"text":"a\u00e9\"b"}`:                              {Text: Some(`aé"b`)},
		`{"text":"Wójcik"}`:                                  {Text: Some("Wójcik")},
		`{"text":""}`:                                        {Text: Some("")},
		`{"text":203}`:                                       {Text: Some("203")},
		`{"text":-1.5}`:                                      {Text: Some("-1.5")},
		`{"text":false}`:                                     {}, // "no forward", not a forward to "false"
		`{"text":["a"]}`:                                     {},
		`{"text":{"a":"b"}}`:                                 {},
		`{"flag":true}`:                                      {Flag: Some(true)},
		`{"flag":false}`:                                     {Flag: Some(false)},
		`{"flag":1}`:                                         {Flag: Some(true)},
		`{"flag":0}`:                                         {Flag: Some(false)},
		`{"flag":"1"}`:                                       {Flag: Some(true)},
		`{"flag":"0"}`:                                       {Flag: Some(false)},
		`{"flag":"true"}`:                                    {Flag: Some(true)},
		`{"flag":"False"}`:                                   {Flag: Some(false)},
		`{"flag":""}`:                                        {},
		`{"flag":2}`:                                         {},
		`{"flag":[true]}`:                                    {},
		`{"count":-2}`:                                       {Count: Some(-2)},
		`{"count":"16"}`:                                     {Count: Some(16)},
		`{"count":" 16 "}`:                                   {Count: Some(16)},
		`{"count":3.0}`:                                      {Count: Some(3)},
		`{"count":3e2}`:                                      {Count: Some(300)},
		`{"count":3.5}`:                                      {},
		`{"count":"many"}`:                                   {},
		`{"count":"0x10"}`:                                   {},
		`{"count":1e300}`:                                    {},
		`{"count":true}`:                                     {},
		`{"seq":9007199254740993}`:                           {Seq: Some[int64](9007199254740993)},
		`{"seq":"9007199254740993"}`:                         {Seq: Some[int64](9007199254740993)},
		`{"share":"98.5"}`:                                   {Share: Some(98.5)},
		`{"share":98}`:                                       {Share: Some(98.0)},
		`{"share":"NaN"}`:                                    {},
		`{"share":"Infinity"}`:                               {},
		`{"type":"forbidden"}`:                               {Type: Some(CodeForbidden)},
		`{"type":{}}`:                                        {},
	}
	for input, want := range tests {
		t.Run(input, func(t *testing.T) {
			var got sample
			if err := json.Unmarshal([]byte(input), &got); err != nil {
				t.Fatalf("an odd value became an error: %v", err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("want(-) got(+):\n%s", diff)
			}
		})
	}
}

func TestOpt_ForgetsWhatItHeldBefore(t *testing.T) {
	for _, raw := range []string{`null`, `{}`} {
		o := Some("old")
		if err := json.Unmarshal([]byte(raw), &o); err != nil || o.Value != "" || o.State == Set {
			t.Errorf("%s over a value: %+v, %v", raw, o, err)
		}
	}
}

func TestOpt_MissingIsLeftOutAndNullIsNull(t *testing.T) {
	settings := UserSettings{CallForward: NullOpt[string](), DND: Some(false)}
	got, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"call_forward":null,"dnd":false}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOpt_OrAndGet(t *testing.T) {
	if got := Some(3).Or(5); got != 3 {
		t.Error(got)
	}
	if got := NullOpt[int]().Or(5); got != 5 {
		t.Error(got)
	}
	if _, ok := (Opt[int]{}).Get(); ok {
		t.Error("a Missing one has a value")
	}
	if v, ok := Some(0).Get(); !ok || v != 0 {
		t.Error("a Set zero has none")
	}
}
