package crash

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// runs reports whether the process that a trace is of still runs. A number that another one has by now only keeps the trace for
// later.
func runs(path string) bool {
	name := strings.TrimSuffix(filepath.Base(path), ".trace")
	pid, err := strconv.Atoi(name[strings.LastIndex(name, "-")+1:])
	return err == nil && pid != os.Getpid() && alive(pid)
}
