package tray

import (
	"bytes"
	"image"
	"image/png"
	"testing"
)

// picture is an icon as PNG.
func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 16, 8))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestIco_HoldsThePictureAsItIs(t *testing.T) {
	p := picture(t)
	file := ico(p)
	want := []byte{0, 0, 1, 0, 1, 0, 16, 8, 0, 0, 1, 0, 32, 0, byte(len(p)), byte(len(p) >> 8), 0, 0, 22, 0, 0, 0}
	if !bytes.Equal(file[:22], want) || !bytes.Equal(file[22:], p) {
		t.Errorf("got % x, want % x and the picture", file[:22], want)
	}
	if got := ico([]byte("no picture")); string(got) != "no picture" {
		t.Errorf("what is no picture became %q", got)
	}
}
