package tray

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// blue is an icon of one colour.
func blue(t *testing.T) []byte {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := 0; i < len(p.Pix); i += 4 {
		p.Pix[i+2], p.Pix[i+3] = 0xff, 0xff
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestMarks_EachHasAPlaceAndAShapeOfItsOwn(t *testing.T) {
	above, below, bar, corner := image.Pt(49, 16), image.Pt(46, 38), image.Pt(46, 46), image.Pt(2, 2)
	sky := color.NRGBA{0, 0, 0xff, 0xff}
	for name, c := range map[string]struct {
		marks Marks
		want  map[image.Point]color.NRGBA
	}{
		"none":   {Marks{}, map[image.Point]color.NRGBA{above: sky, below: sky, corner: sky}},
		"unread": {Marks{Unread: true}, map[image.Point]color.NRGBA{above: markRed, below: sky, corner: sky}},
		"dnd":    {Marks{DND: true}, map[image.Point]color.NRGBA{above: sky, below: markRed, bar: markRing, corner: sky}},
		"both":   {Marks{Unread: true, DND: true}, map[image.Point]color.NRGBA{above: markRed, below: markRed, bar: markRing}},
	} {
		drawn, err := png.Decode(bytes.NewReader(marked(blue(t), c.marks)))
		if err != nil {
			t.Fatal(err)
		}
		for at, want := range c.want {
			if got := color.NRGBAModel.Convert(drawn.At(at.X, at.Y)); got != want {
				t.Errorf("%s: at %v it is %v, want %v", name, at, got, want)
			}
		}
	}
}

func TestMarks_AwayIsGrey(t *testing.T) {
	drawn, err := png.Decode(bytes.NewReader(marked(blue(t), Marks{Away: true})))
	if err != nil {
		t.Fatal(err)
	}
	if c := color.NRGBAModel.Convert(drawn.At(2, 2)).(color.NRGBA); c.R != c.B || c.A == 0xff || c.A == 0 {
		t.Errorf("it is %v", c)
	}
}

func TestMarks_WhatIsNoPictureStaysAsItIs(t *testing.T) {
	if got := marked([]byte("x"), Marks{Unread: true}); string(got) != "x" {
		t.Errorf("it is %q", got)
	}
}
