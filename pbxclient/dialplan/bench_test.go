package dialplan

import "testing"

// A number is decided on at every key typed: 30 µs are plenty of time left.
func BenchmarkDecide(b *testing.B) {
	rules := Rules{Region: "NL"}
	for _, c := range []struct{ name, typed string }{
		{"extension", "2001"},
		{"emergency", "112"},
		{"national", "020 794 70 00"},
		{"international", "+31 20 794 7000"},
		{"abroad", "0049 30 1234567"},
		{"address", "tel:+31-20-794-7000;ext=12"},
		{"pasted", "\u200eTel: 020\u00a0794 70 00"},
		{"refused", "020 794 700"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = rules.Decide(c.typed)
			}
		})
	}
}
