package parse

import (
	"encoding/binary"
	"math/bits"
)

// sum64 is a fast hash of an item's bytes, to know the item again. It is
// stored, so it never changes; it is no protection against forgery.
func sum64(b []byte) uint64 {
	const k0, k1, k2 = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93, 0xa0761d6478bd642f
	h := uint64(len(b))*k0 ^ k2
	for ; len(b) >= 16; b = b[16:] {
		h = fold(binary.LittleEndian.Uint64(b)^h, binary.LittleEndian.Uint64(b[8:])^k1)
	}
	var tail [16]byte
	copy(tail[:], b)
	h = fold(binary.LittleEndian.Uint64(tail[:])^h^k0, binary.LittleEndian.Uint64(tail[8:])^k1)
	return fold(h^k2, k0)
}

func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
