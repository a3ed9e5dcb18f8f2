package acd

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"ringside/pbxclient/account/safefile"
)

// The file is compressed: the mark, the number of queues, and of each the length of its key, the key, the number of its samples and
// those, all in little-endian order.
const (
	mark    uint32 = 0x52534131
	maxKey         = 1024
	maxFile        = 64 << 20 // bytes, unpacked
)

var errDamaged = errors.New("the trends are damaged")

// Load reads what was saved; no file is no error. After an error there are no samples, and the next Save replaces the file.
func (t *Trends) Load(path string, now time.Time) error {
	queues, err := read(path, now)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.known = !errors.Is(err, fs.ErrNotExist)
	if !t.known {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the trends: %w", err)
	}
	for queue, list := range queues { // there may be newer ones already
		if later := t.queues[queue]; len(later) == 0 || later[0].At > list[len(list)-1].At {
			queues[queue] = append(list, later...)
		}
	}
	for queue, list := range t.queues {
		if len(queues[queue]) < len(list) && len(queues) < maxQueues {
			queues[queue] = list
		}
	}
	t.queues = queues
	return nil
}

func read(path string, now time.Time) (map[string][]Sample, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	packed, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	from := io.LimitReader(packed, maxFile)
	var head [2]uint32
	if err := binary.Read(from, binary.LittleEndian, &head); err != nil {
		return nil, err
	}
	if head[0] != mark || head[1] > maxQueues {
		return nil, errDamaged
	}
	queues := map[string][]Sample{}
	for range head[1] {
		key, list, err := readQueue(from)
		if err != nil {
			return nil, err
		}
		if list = since(list, now.Add(-Kept).Unix()); len(list) > 0 && list[len(list)-1].At <= now.Unix() {
			queues[key] = list
		}
	}
	_, err = io.ReadFull(from, make([]byte, 1)) // the end tells whether all of it is as it was written
	if !errors.Is(err, io.EOF) {
		return nil, errors.Join(errDamaged, err)
	}
	return queues, nil
}

func readQueue(from io.Reader) (key string, list []Sample, err error) {
	var size [2]uint32 // of the key, and of the list
	if err := binary.Read(from, binary.LittleEndian, &size); err != nil {
		return "", nil, err
	}
	if size[0] > maxKey || int(size[1]) > maxSamples {
		return "", nil, errDamaged
	}
	text := make([]byte, size[0])
	if _, err := io.ReadFull(from, text); err != nil {
		return "", nil, err
	}
	list = make([]Sample, size[1])
	if err := binary.Read(from, binary.LittleEndian, list); err != nil {
		return "", nil, err
	}
	for i, s := range list {
		if i > 0 && s.At <= list[i-1].At || slices.Min(s.Values[:]) < none {
			return "", nil, errDamaged
		}
	}
	return string(text), list, nil
}

// Save keeps the samples, if there are new ones. A file that was there and has gone is not made again: whoever took it away had the
// account forgotten.
func (t *Trends) Save(path string) error {
	t.file.Lock()
	defer t.file.Unlock()
	t.mu.Lock()
	queues, fresh, known := maps.Clone(t.queues), t.fresh, t.known
	t.fresh = false
	t.mu.Unlock()
	if !fresh {
		return nil
	}
	if _, err := os.Stat(path); known && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	err := safefile.WriteBy(path, func(to io.Writer) error { return write(to, queues) })
	t.mu.Lock()
	t.known, t.fresh = t.known || err == nil, t.fresh || err != nil
	t.mu.Unlock()
	if err != nil {
		return fmt.Errorf("save the trends: %w", err)
	}
	return nil
}

func write(to io.Writer, queues map[string][]Sample) error {
	packed, err := gzip.NewWriterLevel(to, gzip.BestSpeed)
	if err != nil {
		return err
	}
	maps.DeleteFunc(queues, func(key string, _ []Sample) bool { return len(key) > maxKey })
	data := binary.LittleEndian.AppendUint32(nil, mark)
	data = binary.LittleEndian.AppendUint32(data, uint32(len(queues)))
	for key, list := range queues {
		list = list[max(len(list)-maxSamples, 0):]
		data = binary.LittleEndian.AppendUint32(data, uint32(len(key)))
		data = binary.LittleEndian.AppendUint32(data, uint32(len(list)))
		data = append(data, key...)
		for _, s := range list {
			data = binary.LittleEndian.AppendUint64(data, uint64(s.At))
			for _, v := range s.Values {
				data = binary.LittleEndian.AppendUint16(data, uint16(v))
			}
		}
		if _, err := packed.Write(data); err != nil {
			return err
		}
		data = data[:0]
	}
	if _, err := packed.Write(data); err != nil { // of no queue at all
		return err
	}
	return packed.Close()
}
