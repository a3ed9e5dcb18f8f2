// Package boltfile opens the files of bbolt in which Ringside keeps what a person would miss, whatever state they are in: one
// that is damaged is set aside for an empty one.
package boltfile

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrInUse means that another Ringside has the file open.
var ErrInUse = errors.New("the file is in use by another Ringside")

// Open opens or makes the file at path and has begin look through it and make its buckets, in one transaction; begin must
// read all of it, since a damaged page shows only when it is read, and fails if it makes no sense. Such a file is set aside
// under a name that says so and an empty one takes its place; setAside then names it. ErrInUse means that somebody else
// holds it.
func Open(path string, begin func(tx *bbolt.Tx) error) (db *bbolt.DB, setAside string, err error) {
	db, err = open(path, begin)
	if damaged(err) {
		setAside = path + time.Now().Format(".damaged-20060102-150405")
		if rename := os.Rename(path, setAside); rename != nil {
			return nil, "", fmt.Errorf("set the damaged file aside: %w", rename)
		}
		db, err = open(path, begin)
	}
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, "", ErrInUse
	}
	return db, setAside, err
}

// damaged tells what is wrong with the file from what kept us from reading it: a full disk, say, or another Ringside.
func damaged(err error) bool {
	errno, fromSystem := errors.AsType[syscall.Errno](err)
	beyond := errno == syscall.EFBIG // a page that makes no sense has it write where no file reaches
	return err != nil && (!fromSystem || beyond) && !errors.Is(err, bolterrors.ErrTimeout)
}

func open(path string, begin func(tx *bbolt.Tx) error) (db *bbolt.DB, err error) {
	defer survive(debug.SetPanicOnFault(true), &err)
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: 50 * time.Millisecond})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = db.Close()
		}
	}()
	defer survive(true, &err)
	if err = sound(path, db.Info().PageSize); err != nil {
		return nil, err
	}
	return db, db.Update(begin)
}

// Update is bbolt's, with an error where that panics.
func Update(db *bbolt.DB, do func(tx *bbolt.Tx) error) (err error) {
	defer survive(debug.SetPanicOnFault(true), &err)
	return db.Update(do)
}

// View is as Update.
func View(db *bbolt.DB, do func(tx *bbolt.Tx) error) (err error) {
	defer survive(debug.SetPanicOnFault(true), &err)
	return db.View(do)
}

// survive makes an error of a panic: bbolt panics on pages that make no sense, and some make it read where there is
// no file. It is deferred; fault is the goroutine's setting to go back to.
func survive(fault bool, err *error) {
	debug.SetPanicOnFault(fault)
	if r := recover(); r != nil {
		*err = fmt.Errorf("the file makes no sense: %v", r)
	}
}
