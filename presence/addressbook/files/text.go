package files

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// charsets are those that telephones and mail programs name. Others are taken for the first one.
var charsets = map[string]encoding.Encoding{
	"windows-1252": charmap.Windows1252, "cp1252": charmap.Windows1252, "us-ascii": charmap.Windows1252,
	"iso-8859-1": charmap.Windows1252, "latin1": charmap.Windows1252, // as every browser reads it
	"iso-8859-2": charmap.ISO8859_2, "iso-8859-9": charmap.Windows1254, "iso-8859-15": charmap.ISO8859_15,
	"windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251, "windows-1254": charmap.Windows1254,
	"koi8-r": charmap.KOI8R,
}

// toUTF8 is a file as UTF-8 with \n at the ends of its lines, whichever of the usual ways it is written in.
func toUTF8(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), isUTF16(data, 1):
		data = decoded(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	case bytes.HasPrefix(data, []byte("\xfe\xff")), isUTF16(data, 0):
		data = decoded(data, unicode.UTF16(unicode.BigEndian, unicode.UseBOM))
	}
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	if utf8.Valid(data) {
		return data
	}
	var text bytes.Buffer // some programs write each entry as they got it
	for line := range bytes.Lines(data) {
		if !utf8.Valid(line) {
			line = decoded(line, charmap.Windows1252)
		}
		text.Write(line)
	}
	return text.Bytes()
}

// isUTF16 reports whether a file without a mark begins as text in UTF-16 does, with a zero in every other byte.
func isUTF16(data []byte, zeroAt int) bool {
	head := data[:min(len(data), 64)&^1]
	if len(head) < 8 {
		return false
	}
	for i, b := range head {
		if (b == 0) != (i%2 == zeroAt) {
			return false
		}
	}
	return true
}

// inCharset is a value whose character set is named. One that is UTF-8 is that, whatever it is said to be.
func inCharset(value []byte, charset string) string {
	if utf8.Valid(value) {
		return string(value)
	}
	is := charsets[strings.ToLower(charset)]
	if is == nil {
		is = charmap.Windows1252
	}
	return string(decoded(value, is))
}

func decoded(data []byte, from encoding.Encoding) []byte {
	text, err := from.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return text
}
