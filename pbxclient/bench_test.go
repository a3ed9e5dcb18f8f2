package pbxclient

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
)

// officeJSON is a list of users in which every field is sent, as status=1 does. username writes a user's name.
func officeJSON(users int, username func(i int) string) []byte {
	var b bytes.Buffer
	b.WriteByte('[')
	for i := range users {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"uuid": "3f2504e0-4f89-11d3-9a0c-%012x", "username": %s, "full_name": "Anna Jansen %d", `+
			`"phones": [{"type": "phone", "phone": "9f2504e0-4f89-11d3-9a0c-%012x", "personal": true}], "primary_phone": null, `+
			`"hot_desk": null, "call_forward": null, "cw": true, "dnd": false, "phone": "9f2504e0-4f89-11d3-9a0c-%012x"}`, i, username(i), i, i, i)
	}
	b.WriteByte(']')
	return b.Bytes()
}

func quoted(i int) string { return fmt.Sprintf(`"user%d"`, i) }

// BenchmarkUsers50000 reads the users of a very large office; Floor is what encoding/json needs for plain structs.
func BenchmarkUsers50000(b *testing.B) {
	bodies := map[string][]byte{
		"Usual":           officeJSON(50_000, quoted),
		"NamesAsNumbers":  officeJSON(50_000, func(i int) string { return fmt.Sprint(i) }),
		"OneNameAsNumber": officeJSON(50_000, func(i int) string { return map[bool]string{true: "7", false: quoted(i)}[i == 7] }),
	}
	b.Run("Floor", func(b *testing.B) {
		type phone struct {
			Type, Phone, Number, Trunk string
			Personal                   bool
		}
		type user struct {
			UUID         string  `json:"uuid"`
			Username     string  `json:"username"`
			FullName     string  `json:"full_name"`
			Phones       []phone `json:"phones"`
			PrimaryPhone string  `json:"primary_phone"`
			HotDesk      string  `json:"hot_desk"`
			CallForward  string  `json:"call_forward"`
			CW           bool    `json:"cw"`
			DND          bool    `json:"dnd"`
			Phone        string  `json:"phone"`
		}
		b.SetBytes(int64(len(bodies["Usual"])))
		for b.Loop() {
			var users []user
			if err := json.Unmarshal(bodies["Usual"], &users); err != nil || len(users) != 50_000 {
				b.Fatal(err)
			}
		}
	})
	for name, body := range bodies {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				list, err := readInventory(bytes.NewReader(body), "users", readUser)
				if err != nil || len(list.Items) != 50_000 {
					b.Fatal(err)
				}
			}
		})
	}
}
