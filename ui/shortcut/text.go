package shortcut

import (
	"context"
	"errors"
	"strings"
	"time"
)

// ErrNoText means that there is no text: nothing was selected or copied, or something else.
var ErrNoText = errors.New("there is no text")

const (
	// most is how much of a text is read, in bytes: a number is far less.
	most = 1 << 10
	// patience is how long a program may take to hand over what was selected in it.
	patience = time.Second
)

// Text is the text that is selected anywhere on the desktop, where the system tells; or else the one that was copied last.
// Errors: [ErrNoText], or that it cannot be read.
func Text(ctx context.Context) (string, error) {
	if text, err := bounded(ctx, selected); err == nil {
		return text, nil
	}
	return Copied(ctx)
}

// Copied is the text that was copied last. Errors: as those of Text.
func Copied(ctx context.Context) (string, error) { return bounded(ctx, copied) }

// bounded reads a text in the time and of the length that there is for it, without the space around it.
func bounded(ctx context.Context, read func(context.Context) (string, error)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	text, err := read(ctx)
	if err != nil {
		return "", err
	}
	text = strings.ToValidUTF8(text[:min(len(text), most)], "") // the end may be within a character
	if text = strings.TrimSpace(text); text == "" {
		return "", ErrNoText
	}
	return text, nil
}
