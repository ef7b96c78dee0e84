package novelty

// A finder finds the facts that keys stand for.
type finder struct {
	slots []int32 // by the bits of a key: the number of its entry and one, or 0
	keys  []Key   // of the entries
	ends  []int32 // where the facts of each entry end
	facts []int32 // of one entry after the other, ascending
}

// newFinder returns a finder of facts by the keys that they ask for.
func newFinder(facts []fact) *finder {
	size := 64
	for size < 4*len(facts) {
		size *= 2
	}
	f := &finder{slots: make([]int32, size)}
	f.each(facts, func(_ int32, entry int) { f.ends[entry]++ })
	last := int32(0)
	for i, n := range f.ends {
		f.ends[i] = last // where they begin, for now
		last += n
	}
	f.facts = make([]int32, last)
	f.each(facts, func(fact int32, entry int) {
		f.facts[f.ends[entry]] = fact
		f.ends[entry]++
	})
	return f
}

// each steps through the facts and the entries of the keys that each asks for.
func (f *finder) each(facts []fact, take func(fact int32, entry int)) {
	for n := range facts {
		for _, k := range facts[n].asked() {
			if k != 0 {
				take(int32(n), f.entry(k)) //nolint:gosec // an article has not so many facts
			}
		}
	}
}

// entry returns the number of a key's entry, a new one if it has none.
func (f *finder) entry(k Key) int {
	if 2*len(f.keys) >= len(f.slots) {
		f.grow()
	}
	at := f.slot(k)
	if f.slots[at] == 0 {
		f.keys, f.ends = append(f.keys, k), append(f.ends, 0)
		f.slots[at] = int32(len(f.keys)) //nolint:gosec // an article has not so many keys
	}
	return int(f.slots[at]) - 1
}

func (f *finder) grow() {
	f.slots = make([]int32, 2*len(f.slots))
	for i, k := range f.keys {
		f.slots[f.slot(k)] = int32(i) + 1 //nolint:gosec // as above
	}
}

// slot returns where a key's slot is, or would be.
func (f *finder) slot(k Key) int {
	mask := len(f.slots) - 1
	at := int(k^k>>32) & mask //nolint:gosec // any bits will do
	for f.slots[at] != 0 && f.keys[f.slots[at]-1] != k {
		at = (at + 1) & mask
	}
	return at
}

// find returns the facts that a key stands for, ascending.
func (f *finder) find(k Key) []int32 {
	entry := int(f.slots[f.slot(k)]) - 1
	switch {
	case entry < 0:
		return nil
	case entry == 0:
		return f.facts[:f.ends[0]]
	}
	return f.facts[f.ends[entry-1]:f.ends[entry]]
}
