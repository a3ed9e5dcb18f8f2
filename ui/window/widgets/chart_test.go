package widgets

import (
	"image"
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"ringside/presence/acd"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// night is eight hours in samples of five seconds, but for the third and fourth hour.
func night(now time.Time) []acd.Sample {
	var list []acd.Sample
	for at := now.Add(-acd.Kept); at.Before(now); at = at.Add(acd.Every) {
		if gone := now.Sub(at); gone < 4*time.Hour || gone > 6*time.Hour {
			list = append(list, acd.NewSample(at).With(acd.Waiting, int(at.Unix()/60%8)).With(acd.Longest, int(at.Unix()%300)))
		}
	}
	return list
}

func charted(tb testing.TB) *Chart {
	test.NewTempApp(tb).Settings().SetTheme(look.New(look.Light, 1))
	c := NewChart()
	test.NewTempWindow(tb, c).Resize(fyne.NewSize(800, 110))
	now := time.Now()
	c.Set(rows.Trends(night(now), lang.New("en"), now)[0])
	return c
}

func TestChart_DrawsNothingWhereNothingWasMeasured(t *testing.T) {
	c := charted(t)
	picture := test.WidgetRenderer(c).(*chartPaint).draw(800, 70)
	ink := color.RGBAModel.Convert(theme.Color(theme.ColorNamePrimary))
	if drawn(picture, ink, 0, 195) == 0 || drawn(picture, ink, 205, 395) != 0 || drawn(picture, ink, 405, 800) == 0 {
		t.Errorf("%d, %d and %d", drawn(picture, ink, 0, 195), drawn(picture, ink, 205, 395), drawn(picture, ink, 405, 800))
	}
}

// drawn counts the dots of a colour between two columns.
func drawn(picture image.Image, ink color.Color, from, to int) (n int) {
	for x := from; x < to; x++ {
		for y := range picture.Bounds().Dy() {
			if picture.At(x, y) == ink {
				n++
			}
		}
	}
	return n
}

// BenchmarkChart is one chart of eight hours with a sample every five seconds, from the samples to the picture.
func BenchmarkChart(b *testing.B) {
	c := charted(b)
	p := test.WidgetRenderer(c).(*chartPaint)
	now := time.Now()
	samples, w := night(now), lang.New("en")
	for i := 0; b.Loop(); i++ {
		c.Set(rows.Trends(samples, w, now.Add(time.Duration(i)*time.Second))[i%2])
		p.draw(800, 70)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms")
}
