package novelty

// A kind is what a fact is.
type kind uint8

const (
	word  kind = iota
	given      // goes before a name
	name
	number
	date
)

// A fact is what a sentence tells with one word, name, number or date.
type fact struct {
	kind kind
	key  Key
	// days are those that a date may mean, 0 for none.
	days [2]day
	// also is told with it: the month with a day, the initials with a name; 0
	// for nothing.
	also Key
}

// weigh returns the weight of a fact.
func weigh(f fact, stats *Stats) float64 {
	w, told := stats.rarity(f.key)
	switch {
	case f.kind == date && told:
		return w * dateShare
	case f.kind == date:
		return 0
	case told:
		return w
	case f.kind <= given:
		return w * newWord
	}
	return w * newNameOrSum
}

// undated marks the key of a date whose day is not known.
const undated Key = 0x9e3779b97f4a7c15

func (d day) key() Key {
	if d == 0 {
		return 0
	}
	return hash('D', appendInt(nil, int(d)))
}

// asked returns the keys by which the fact is known in earlier articles, told
// those by which it makes itself known; 0 is none. A date whose days are known
// is known by these, else by its words.
func (f *fact) asked() [3]Key {
	if f.days[0] == 0 {
		return [3]Key{f.key}
	}
	return [3]Key{f.key ^ undated, f.days[0].key(), f.days[1].key()}
}

func (f *fact) told() [4]Key {
	switch {
	case f.kind != date:
		return [4]Key{f.key, f.also}
	case f.days[0] == 0:
		return [4]Key{f.key, f.also, f.key ^ undated}
	}
	return [4]Key{f.key, f.also, f.days[0].key(), f.days[1].key()}
}
