package carddav

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"ringside/pbxclient/account/safefile"
	"ringside/presence/addressbook"
)

// accountsFile is what a folder keeps the accounts in, without their secrets.
const accountsFile = "contacts-accounts.json"

// load reads the accounts of a folder; "" has none. A file that makes no sense stays as it is until the next save.
func load(folder string) ([]Account, error) {
	if folder == "" {
		return nil, nil
	}
	data, err := os.ReadFile(filepath.Join(folder, accountsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var list []Account
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil {
		return nil, &addressbook.Error{Op: "load the accounts", Code: addressbook.CodeDisk, Err: err}
	}
	return list, nil
}

// save writes the accounts of a folder, all or none.
func save(folder string, list []Account) error {
	if folder == "" {
		return nil
	}
	data, err := json.MarshalIndent(list, "", "  ")
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		err = safefile.Write(filepath.Join(folder, accountsFile), append(data, '\n'))
	}
	if err != nil {
		return &addressbook.Error{Op: "save the accounts", Code: addressbook.CodeDisk, Err: err}
	}
	return nil
}
