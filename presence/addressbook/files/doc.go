// Package files reads and writes the files in which other programs keep contacts: vCard 2.1, 3.0 and 4.0, and CSV as Outlook,
// Google and people with spreadsheets write it. What it reads may be anything at all: a record that makes no sense is skipped
// with a reason, and the rest is read.
//
// It has its own reader of vCards: go-vcard splits names at escaped semicolons, and knows neither quoted-printable nor
// character sets, with which half of all telephones export. The tests have it read what is written here.
package files

import (
	"bytes"
	"io"
	"iter"
	"os"

	"ringside/pbxclient/account/safefile"
	"ringside/presence/addressbook"
)

// The bounds of a file.
const (
	MaxFile    = 64 << 20 // bytes
	MaxRecords = 100_000
	maxRecord  = 256 << 10 // bytes of a record, without its pictures
)

// Read reads the file at path. It fails with CodeFile, CodeTooLarge, or CodeFormat for one without any contacts in it.
func Read(path string) (addressbook.Records, error) {
	const op = "read the file"
	file, err := os.Open(path)
	if err != nil {
		return addressbook.Records{}, fileError(op, err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && !info.Mode().IsRegular() {
		return addressbook.Records{}, &addressbook.Error{Op: op, Code: addressbook.CodeFormat}
	}
	data, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	switch {
	case err != nil:
		return addressbook.Records{}, fileError(op, err)
	case len(data) > MaxFile:
		return addressbook.Records{}, &addressbook.Error{Op: op, Code: addressbook.CodeTooLarge}
	}
	return Parse(data)
}

// Parse reads what is in a file.
func Parse(data []byte) (addressbook.Records, error) {
	text := toUTF8(data)
	if begins.Match(text) {
		return parseCards(text), nil
	}
	if r, ok := parseTable(text); ok {
		return r, nil
	}
	return addressbook.Records{}, &addressbook.Error{Op: "read the file", Code: addressbook.CodeFormat}
}

// Cards reads vCards, as a server has them.
func Cards(data []byte) addressbook.Records { return parseCards(toUTF8(data)) }

// Write writes entries into the file at path, in place of what is there: whole, or not at all. It returns how many there
// are, and fails with CodeFile.
func Write(path string, format addressbook.Format, entries iter.Seq[*addressbook.Entry]) (count int, err error) {
	var out bytes.Buffer
	if count, err = Encode(&out, format, entries); err == nil {
		err = safefile.Write(path, out.Bytes())
	}
	if err != nil {
		return 0, fileError("write the file", err)
	}
	return count, nil
}

// Encode writes entries, and returns how many there are. It fails where out does.
func Encode(out io.Writer, format addressbook.Format, entries iter.Seq[*addressbook.Entry]) (count int, err error) {
	if format == addressbook.CSV {
		return writeTable(out, entries)
	}
	for e := range entries {
		if _, err := out.Write(card(e, format)); err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

func fileError(op string, err error) error {
	e := &addressbook.Error{Op: op, Code: addressbook.CodeFile, Err: err}
	if path, ok := err.(*os.PathError); ok {
		e.Detail = path.Err.Error()
	}
	return e
}
