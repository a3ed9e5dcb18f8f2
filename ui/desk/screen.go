//go:build linux

package desk

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strconv"
	"strings"

	"github.com/jezek/xgb/xproto"
)

// Word is a word on the screen with its place in the window.
type Word struct {
	Text string
	Box  image.Rectangle
}

// Screen is the whole screen, to be read and clicked on whatever is there.
func (d *Desk) Screen() *App {
	server := d.running[0]
	return &App{process: server, desk: d, said: &output{}, window: fmt.Sprint(xproto.Setup(d.x).DefaultScreen(d.x).Root)}
}

// Screenshot is the window as PNG.
func (a *App) Screenshot() ([]byte, error) {
	return a.desk.tool(nil, "import", "-window", a.window, "png:-")
}

// Image is the window as an image.
func (a *App) Image() (image.Image, error) {
	shot, err := a.Screenshot()
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(shot))
}

// enlarged is how much larger than on the screen text is read: recognition wants letters of 30 pixels.
const enlarged = 250

// Words reads the window.
func (a *App) Words() ([]Word, error) {
	shot, err := a.Screenshot()
	if err != nil {
		return nil, err
	}
	large, err := a.desk.tool(shot, "convert", "png:-", "-resize", fmt.Sprint(enlarged, "%"), "-colorspace", "Gray", "png:-")
	if err != nil {
		return nil, err
	}
	table, err := a.desk.tool(large, "tesseract", "stdin", "stdout", "-l", "eng", "--psm", "11", "tsv")
	if err != nil {
		return nil, err
	}
	return words(string(table)), nil
}

// words takes the words out of tesseract's table: level, four counters, left, top, width, height, confidence, text.
func words(table string) []Word {
	var found []Word
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 12 || fields[0] != "5" || strings.TrimSpace(fields[11]) == "" {
			continue
		}
		var box [4]int
		for i := range box {
			n, _ := strconv.Atoi(fields[6+i])
			box[i] = n * 100 / enlarged
		}
		found = append(found, Word{fields[11], image.Rect(box[0], box[1], box[0]+box[2], box[1]+box[3])})
	}
	return found
}

// WaitText waits until all these words can be read in the window, in any place. When they do not appear, the error
// holds what was read instead.
func (a *App) WaitText(ctx context.Context, wanted ...string) error {
	var last string
	err := poll(ctx, fmt.Sprintf("%q on the screen", wanted), func() (bool, error) {
		if !a.Running() && !a.revived {
			return false, fmt.Errorf("the program ended: %w: %s", a.err, a.Output())
		}
		text, err := a.Text()
		last = text
		if err != nil {
			return false, err
		}
		for _, w := range wanted {
			if !strings.Contains(squeezed(text), squeezed(w)) {
				return false, nil
			}
		}
		return true, nil
	})
	if err != nil {
		return fmt.Errorf("%w; it says %q", err, last)
	}
	return nil
}

// squeezed leaves out the spaces, which recognition does not see reliably between small letters.
func squeezed(text string) string { return strings.ReplaceAll(text, " ", "") }

// Text is everything that can be read in the window, in reading order.
func (a *App) Text() (string, error) {
	found, err := a.Words()
	if err != nil {
		return "", err
	}
	texts := make([]string, len(found))
	for i, w := range found {
		texts[i] = w.Text
	}
	return strings.Join(texts, " "), nil
}

// Place is where the middle of a word stands that reads so, the last of them: headings come before what they are about.
func (a *App) Place(text string) (image.Point, error) {
	found, err := a.Words()
	if err != nil {
		return image.Point{}, err
	}
	for _, w := range slices.Backward(found) {
		if w.Text == text {
			return w.Box.Min.Add(w.Box.Max).Div(2), nil
		}
	}
	return image.Point{}, fmt.Errorf("there is no %q on the screen: %v", text, found)
}

// ClickWord clicks on a word, see Place.
func (a *App) ClickWord(text string) error {
	at, err := a.Place(text)
	if err != nil {
		return err
	}
	return a.Click(at.X, at.Y)
}

// ClickBeside clicks in the row of a word or a little above it, at a distance from the window's right edge: letters on
// a coloured button are not recognised, so that is how it is found.
func (a *App) ClickBeside(text string, fromRight, above int) error {
	at, err := a.Place(text)
	if err != nil {
		return err
	}
	shot, err := a.Image()
	if err != nil {
		return err
	}
	return a.Click(shot.Bounds().Dx()-fromRight, at.Y-above)
}
