package boltfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// What is known here of bbolt's format, version 2: a file of pages, each with a header and a table of elements. bbolt
// follows what a page says without looking, for ever if pages point in a circle, and so it is looked at before.
const (
	pageHeader = 16 // id, flags, count, overflow
	element    = 16 // of the tables of both kinds of page
	inBranch   = 1
	inLeaf     = 2
	isFreelist = 16
	isBucket   = 1 // flag of an element in a leaf
	maxDepth   = 32
)

var order = binary.LittleEndian // of every machine that Ringside runs on

// structure walks through the pages of a file.
type structure struct {
	file     io.ReaderAt
	pageSize int64
	pages    uint64          // as many as are in use
	seen     map[uint64]bool // pages that something points to
}

// sound looks whether a file that bbolt has opened, with this page size, is a tree of pages.
func sound(path string, pageSize int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	s := &structure{file: file, pageSize: int64(pageSize), pages: uint64(info.Size()) / uint64(pageSize), seen: map[uint64]bool{}}
	root, free, err := s.newest()
	if err != nil {
		return err
	}
	if err := s.walk(root, 0); err != nil {
		return err
	}
	return s.unused(free)
}

// newest reads the two pages that say where everything is, and takes the later one that is whole.
func (s *structure) newest() (root, free uint64, err error) {
	latest := int64(-1)
	for id := range uint64(2) {
		page := make([]byte, pageHeader+64)
		if _, err := s.file.ReadAt(page, int64(id)*s.pageSize); err != nil {
			return 0, 0, err
		}
		meta := page[pageHeader:]
		sum := fnv.New64a()
		_, _ = sum.Write(meta[:56])
		if order.Uint64(meta[56:]) != sum.Sum64() {
			continue
		}
		if txid := int64(order.Uint64(meta[48:])); txid > latest {
			latest, root, free = txid, order.Uint64(meta[16:]), order.Uint64(meta[32:])
		}
	}
	if latest < 0 {
		return 0, 0, errors.New("neither of its first pages is whole")
	}
	return root, free, nil
}

// read returns a page with those that continue it, and notes that something points to them.
func (s *structure) read(id uint64) (page []byte, err error) {
	header := make([]byte, pageHeader)
	if id < 2 || id >= s.pages {
		return nil, fmt.Errorf("page %d is beyond the file", id)
	}
	if _, err := s.file.ReadAt(header, int64(id)*s.pageSize); err != nil {
		return nil, err
	}
	more := uint64(order.Uint32(header[12:]))
	if order.Uint64(header) != id || more >= s.pages-id {
		return nil, fmt.Errorf("page %d is not what it says", id)
	}
	for i := id; i <= id+more; i++ {
		if s.seen[i] {
			return nil, fmt.Errorf("two things point to page %d", i)
		}
		s.seen[i] = true
	}
	page = make([]byte, (1+more)*uint64(s.pageSize))
	_, err = s.file.ReadAt(page, int64(id)*s.pageSize)
	return page, err
}

// walk goes through the page and all below it.
func (s *structure) walk(id uint64, depth int) error {
	page, err := s.read(id)
	if err != nil {
		return err
	}
	if depth > maxDepth {
		return errors.New("its pages are nested too deeply")
	}
	return s.look(page, depth)
}

// look goes through the elements of a page, or of one that is small enough to lie within another.
func (s *structure) look(page []byte, depth int) error {
	if len(page) < pageHeader {
		return errors.New("a page is too short")
	}
	kind, count := order.Uint16(page[8:]), int(order.Uint16(page[10:]))
	if kind != inBranch && kind != inLeaf || pageHeader+count*element > len(page) || kind == inBranch && count == 0 {
		return errors.New("a page makes no sense")
	}
	for i := range count {
		at := pageHeader + i*element
		e := page[at : at+element]
		if kind == inBranch {
			if uint64(at)+uint64(order.Uint32(e))+uint64(order.Uint32(e[4:])) > uint64(len(page)) {
				return errors.New("a key lies beyond its page")
			}
			if err := s.walk(order.Uint64(e[8:]), depth+1); err != nil {
				return err
			}
			continue
		}
		from := uint64(at) + uint64(order.Uint32(e[4:])) + uint64(order.Uint32(e[8:]))
		to := from + uint64(order.Uint32(e[12:]))
		if to > uint64(len(page)) {
			return errors.New("an entry lies beyond its page")
		}
		if order.Uint32(e)&isBucket != 0 {
			if err := s.bucket(page[from:to], depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// bucket goes through a bucket: its root, or, if it is small, all that is in it.
func (s *structure) bucket(value []byte, depth int) error {
	if len(value) < 16 {
		return errors.New("a bucket is too short")
	}
	if root := order.Uint64(value); root != 0 {
		return s.walk(root, depth)
	}
	return s.look(value[16:], depth)
}

// unused looks whether the pages that are said to be free are.
func (s *structure) unused(id uint64) error {
	page, err := s.read(id)
	if err != nil {
		return err
	}
	count, from := uint64(order.Uint16(page[10:])), uint64(pageHeader)
	if count == 0xffff { // then the first entry is the count
		count, from = order.Uint64(page[pageHeader:]), pageHeader+8
	}
	if order.Uint16(page[8:]) != isFreelist || count > (uint64(len(page))-from)/8 {
		return errors.New("the list of free pages makes no sense")
	}
	for i := range count {
		free := order.Uint64(page[from+8*i:])
		if free < 2 || s.seen[free] {
			return fmt.Errorf("page %d is free and in use", free)
		}
		s.seen[free] = true
	}
	return nil
}
