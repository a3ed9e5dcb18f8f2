package dialplan

import (
	"cmp"
	"slices"

	"github.com/nyaruka/phonenumbers"
)

// Country is one that has telephone numbers of its own.
type Country struct {
	Region string // two ISO 3166 letters
	Code   int    // what follows the + in its numbers; several countries may share one
}

// Countries lists all of them in the order of their letters.
func Countries() []Country {
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		return nil
	}
	var list []Country
	for _, m := range all.GetMetadata() {
		if m.GetId() != worldRegion {
			list = append(list, Country{m.GetId(), int(m.GetCountryCode())})
		}
	}
	slices.SortFunc(list, func(a, b Country) int { return cmp.Compare(a.Region, b.Region) })
	return list
}
