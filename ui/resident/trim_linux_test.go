package resident

import (
	"slices"
	"testing"
)

const smaps = `55d000000000-55d000100000 r--p 00000000 08:01 7 /usr/bin/ringside
Rss:                 100 kB
Anonymous:             0 kB
55d000100000-55d000900000 r-xp 00100000 08:01 7 /usr/bin/ringside
Anonymous:             0 kB
55d000900000-55d000980000 r--p 00900000 08:01 7 /usr/bin/ringside
Private_Dirty:       512 kB
Anonymous:           512 kB
55d000980000-55d0009a0000 rw-p 00980000 08:01 7 /usr/bin/ringside
Anonymous:             0 kB
7f0000000000-7f0000100000 r-xp 00000000 08:01 9 /usr/lib/libc.so.6
Anonymous:             0 kB
7f0000200000-7f0000300000 r--p 00000000 00:00 0
Anonymous:             0 kB
`

func TestTrim_ForgetsOnlyWhatCanBeReadFromTheFileAgain(t *testing.T) {
	want := []addresses{{0x55d000000000, 0x55d000100000}, {0x55d000100000, 0x55d000900000}}
	if got := asInFile(smaps, "/usr/bin/ringside"); !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
	if got := asInFile("garbage\n\n- x\n", "/usr/bin/ringside"); got != nil {
		t.Errorf("got %x of nonsense", got)
	}
	before := inMemory()
	trim() // this program goes on
	if after := inMemory(); before == 0 || after >= before {
		t.Errorf("%d bytes in memory, %d before", after, before)
	}
}
