package tray

import (
	"bytes"
	"encoding/binary"
	"image/png"
)

// ico makes a PNG an icon file as Windows wants it, which may hold one since Vista. What is no PNG it leaves alone.
func ico(picture []byte) []byte {
	size, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		return picture
	}
	const directory = 6 + 16                                                        // the file's header and one entry
	header := []byte{0, 0, 1, 0, 1, 0}                                              // an icon, of one picture
	header = append(header, byte(size.Width), byte(size.Height), 0, 0, 1, 0, 32, 0) // 256 is written as 0
	header = binary.LittleEndian.AppendUint32(header, uint32(len(picture)))
	header = binary.LittleEndian.AppendUint32(header, directory)
	return append(header, picture...)
}
