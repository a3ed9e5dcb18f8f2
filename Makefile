# Ringside. `make demo` shows it, `make test` checks it; both install what they need.

# One set of flags per purpose: every other set would compile the window toolkit once more, for minutes.
# gles: half the compile time on Linux, the same pixels. migrated_fynedo: all widget work goes through fyne.Do.
# no_animations: a cursor that blinks costs a tenth of a core for as long as a field has the keyboard.
WINDOW_TAGS := gles,migrated_fynedo,no_animations,no_emoji
# ci: Fyne without a window driver, for the tests that need none, and for the terminal where there is no display.
# Without migrated_fynedo Fyne reports every widget call from a wrong goroutine.
UNIT_TAGS := ci,no_emoji
RELEASE_TAGS := migrated_fynedo,no_animations,no_emoji
STRIP := -ldflags "-s -w"

# A clone that belongs to somebody else, or a machine without git, must not fail the build.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

.PHONY: package package-windows test-windows android ios demo test lint unit soak fuzz desktop bench screenshots gallery build clean

ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
demo:
	@.ci/packages build
	@echo "Building Ringside (the first time takes a few minutes) …"
	@go build -tags $(WINDOW_TAGS) $(STRIP) -o bin/ringside .
	@bin/ringside --demo
else
demo:
	@echo "Building Ringside for the terminal, since there is no display (the first time takes a minute) …"
	@CGO_ENABLED=0 go build -tags $(UNIT_TAGS) $(STRIP) -o bin/ringside-terminal .
	@bin/ringside-terminal --demo
endif

test: lint unit desktop
	@$(MAKE) --no-print-directory soak SOAKTIME=60s
	@$(MAKE) --no-print-directory fuzz FUZZTIME=30s
	@echo "Everything holds."

lint:
	@.ci/packages test
	@echo "Reading the code …"
	@ugly=$$(go tool gofumpt -l .) && if [ -n "$$ugly" ]; then echo "not formatted: $$ugly" >&2; exit 1; fi
	@go vet -tags $(UNIT_TAGS) ./...
	@go tool staticcheck -tags $(UNIT_TAGS) ./...

unit:
	@.ci/packages test
	@echo "Testing the rooms …"
	@go test -race -timeout 25m -tags $(UNIT_TAGS) $$(go list -tags $(UNIT_TAGS) ./... | grep -v /ui/desk)

# For each target; `make test` gives them 30 s.
FUZZTIME ?= 10m

fuzz:
	@echo "Trying odd input, $(FUZZTIME) a target …"
	@.ci/fuzz $(FUZZTIME) $(UNIT_TAGS)

# An office lives a day in this time; in less than four minutes as much of one as can be.
SOAKTIME ?= 10m

soak:
	@echo "Living office life for $(SOAKTIME) …"
	@RINGSIDE_SOAK=$(SOAKTIME) go test -race -count=1 -timeout 2h -tags $(UNIT_TAGS) -run ADayOfOfficeLife ./presence

desktop:
	@.ci/packages test
	@echo "Testing the window on a desktop …"
	@go build -race -tags $(WINDOW_TAGS) -o /dev/null . # compiling takes minutes the first time, which are not the tests'
	@RINGSIDE_TAGS=$(WINDOW_TAGS) go test -race -count=1 -timeout 45m -tags $(UNIT_TAGS) ./ui/desk/...

bench:
	@.ci/packages test
	@RINGSIDE_TAGS=$(WINDOW_TAGS) .ci/bench $(UNIT_TAGS)

screenshots:
	@.ci/packages test
	@mkdir -p assets/screenshots
	@RINGSIDE_TAGS=$(WINDOW_TAGS) RINGSIDE_PICTURES=$(CURDIR)/assets/screenshots \
		go test -count=1 -tags $(UNIT_TAGS) -run TestScreenshots ./ui/desk

# Every page in every shape, for people to look at.
gallery:
	@.ci/packages test
	@mkdir -p bin/gallery
	@RINGSIDE_GALLERY=yes RINGSIDE_TAGS=$(WINDOW_TAGS) RINGSIDE_PICTURES=$(CURDIR)/bin/gallery \
		go test -count=1 -timeout 30m -tags $(UNIT_TAGS) -run TestGallery ./ui/desk
	@echo "The pictures are in bin/gallery."

build:
	@.ci/packages build
	@go build -trimpath -tags $(RELEASE_TAGS) $(STRIP) -o bin/ringside .

# Linux: a tar.xz and a .deb. The first time, the toolkit is compiled once more, for minutes.
package:
	@.ci/packages package
	@.ci/package bin/package $(RELEASE_TAGS)

package-windows:
	@.ci/packages windows
	@.ci/package-windows bin/package $(RELEASE_TAGS)

# Starts what was packed for Windows, under Wine.
test-windows: package-windows
	@.ci/packages wine
	@rm -rf bin/windows && mkdir -p bin/windows && unzip -qj bin/package/ringside-*-windows-amd64.zip -d bin/windows
	@RINGSIDE_WINDOWS_PROGRAM=$(CURDIR)/bin/windows/ringside.exe RINGSIDE_TAGS=$(WINDOW_TAGS) \
		go test -count=1 -timeout 10m -v -tags $(UNIT_TAGS) -run TestWindows ./ui/desk

android ios:
	@.ci/mobile $@ bin/package

clean:
	@rm -rf bin
