package checkup

import "golang.org/x/sys/windows"

// freeMB is how much room is left where a folder is, in MB.
func freeMB(folder string) (free int, known bool) {
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	var bytes uint64
	if windows.GetDiskFreeSpaceEx(path, &bytes, nil, nil) != nil {
		return 0, false
	}
	return int(bytes / 1e6), true
}
