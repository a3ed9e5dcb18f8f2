package rows

import "strings"

// keypad has the digit on whose key each letter from a to z stands.
const keypad = "22233344455566677778889999"

// keyed is what typing a name on a keypad gives, from each of its words on, each behind an end of a line: that of "ad de
// wit" is 2333948, 33948 and 948. Letters of other scripts are on no key.
func keyed(folded string) string {
	var keys []byte
	var words []int
	begins := true
	for i := range len(folded) {
		b := folded[i]
		switch {
		case b >= 'a' && b <= 'z':
			b = keypad[b-'a']
		case b >= '0' && b <= '9':
		default:
			begins = begins || wordEnds(b)
			continue
		}
		if begins {
			words, begins = append(words, len(keys)), false
		}
		keys = append(keys, b)
	}
	var lines strings.Builder
	for _, at := range words {
		lines.WriteByte('\n')
		lines.Write(keys[at:])
	}
	return lines.String()
}
