package main

import (
	"testing"

	"go.uber.org/goleak"
)

// What Fyne begins as it is loaded is not ours to end.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }
