package tray

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// Marks are what the icon tells by itself. Each has a shape of its own.
type Marks struct {
	Unread bool // something waits to be looked at: a dot above
	DND    bool // nobody is to disturb: a sign that says no entry, below
	Away   bool // what is shown may be old: the icon is grey
}

// The colours of the marks, which stand out on light and dark panels alike by the ring around them.
var (
	markRed  = color.NRGBA{0xd9, 0x30, 0x25, 0xff}
	markRing = color.NRGBA{0xff, 0xff, 0xff, 0xff}
)

// marked is an icon, as PNG, with marks on it. What cannot be read stays as it is.
func marked(icon []byte, m Marks) []byte {
	if m == (Marks{}) {
		return icon
	}
	plain, err := png.Decode(bytes.NewReader(icon))
	if err != nil {
		return icon
	}
	drawn := image.NewNRGBA(plain.Bounds())
	draw.Draw(drawn, drawn.Bounds(), plain, plain.Bounds().Min, draw.Src)
	if m.Away {
		fade(drawn)
	}
	side := min(drawn.Bounds().Dx(), drawn.Bounds().Dy())
	radius := side * 7 / 24
	right, top, bottom := drawn.Bounds().Max.X-radius, drawn.Bounds().Min.Y+radius, drawn.Bounds().Max.Y-radius
	if m.DND {
		disc(drawn, image.Pt(right, bottom), radius)
		bar := image.Rect(right-radius*5/9, bottom-radius/6, right+radius*5/9, bottom+radius/6)
		draw.Draw(drawn, bar, image.NewUniform(markRing), image.Point{}, draw.Src)
	}
	if m.Unread {
		disc(drawn, image.Pt(right, top), radius*4/5)
	}
	var out bytes.Buffer
	if png.Encode(&out, drawn) != nil {
		return icon
	}
	return out.Bytes()
}

// fade takes the colours away.
func fade(p *image.NRGBA) {
	for i := 0; i < len(p.Pix); i += 4 {
		grey := color.GrayModel.Convert(color.NRGBA{p.Pix[i], p.Pix[i+1], p.Pix[i+2], 0xff}).(color.Gray).Y
		p.Pix[i], p.Pix[i+1], p.Pix[i+2], p.Pix[i+3] = grey, grey, grey, p.Pix[i+3]/3*2
	}
}

// disc draws a red disc with a ring around it.
func disc(p *image.NRGBA, centre image.Point, radius int) {
	ring := radius * 4 / 5
	for y := centre.Y - radius; y <= centre.Y+radius; y++ {
		for x := centre.X - radius; x <= centre.X+radius; x++ {
			at := image.Pt(x, y)
			away := at.Sub(centre)
			switch far := away.X*away.X + away.Y*away.Y; {
			case !at.In(p.Rect) || far > radius*radius:
			case far > ring*ring:
				p.SetNRGBA(x, y, markRing)
			default:
				p.SetNRGBA(x, y, markRed)
			}
		}
	}
}
