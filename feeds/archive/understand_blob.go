package archive

import (
	"encoding/binary"
	"slices"
)

// blobVersion stands first in what engines found of an article, as it is
// packed.
const blobVersion = 1

// packSteps packs ids as varints of the steps from one to the next, which may
// lead back.
func packSteps(ids []int64) []byte {
	out := make([]byte, 0, 2*len(ids))
	last := int64(0)
	for _, id := range ids {
		out = binary.AppendVarint(out, id-last)
		last = id
	}
	return out
}

// unpackSteps reads them; what is damaged ends the list.
func unpackSteps(data []byte) []int64 {
	var out []int64
	last := int64(0)
	for len(data) > 0 {
		step, size := binary.Varint(data)
		if size <= 0 {
			break
		}
		last += step
		out, data = append(out, last), data[size:]
	}
	return out
}

func without(ids []int64, id int64) []int64 {
	return slices.DeleteFunc(ids, func(other int64) bool { return other == id })
}
