package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

// A wreck is the file of a damaged archive, read without SQLite: page by page,
// so that one that is broken costs no other, and never written.
type wreck struct {
	file, log *os.File // log is nil where there is none
	size      int      // of a page
	usable    int      // of that
	pages     uint32
	newer     map[uint32]int64 // pages whose newest state is in the log, and where
	owned     map[uint32]bool  // pages that a table or the list of free pages holds
	whole     bool             // the first page says what it should
}

const (
	magic     = "SQLite format 3\x00"
	pageSize  = 16384
	treeStart = 100      // of the first page, which begins with the file's header
	largest   = 64 << 20 // bytes of a row that is believed
)

// The kinds of pages of a tree.
const (
	indexNode = 2
	tableNode = 5
	indexLeaf = 10
	tableLeaf = 13
)

func openWreck(path string) (*wreck, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	w := &wreck{file: f, size: pageSize, usable: pageSize, newer: map[uint32]int64{}, owned: map[uint32]bool{}}
	if err := w.readHeader(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	w.log, err = os.Open(path + "-wal")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, f.Close())
	}
	if w.log != nil {
		w.readLog()
	}
	w.readFree()
	return w, nil
}

func (w *wreck) close() {
	_ = w.file.Close()
	if w.log != nil {
		_ = w.log.Close()
	}
}

// readHeader reads how large pages are. Where that is lost they are as this
// program makes them.
func (w *wreck) readHeader() error {
	info, err := w.file.Stat()
	if err != nil {
		return err
	}
	var head [treeStart]byte
	if _, err := w.file.ReadAt(head[:], 0); err == nil && bytes.HasPrefix(head[:], []byte(magic)) {
		size := int(binary.BigEndian.Uint16(head[16:]))
		if size == 1 {
			size = 65536
		}
		if size >= 512 && size&(size-1) == 0 && size-int(head[20]) >= 480 {
			w.size, w.usable, w.whole = size, size-int(head[20]), true
		}
	}
	w.pages = uint32(min((info.Size()+int64(w.size)-1)/int64(w.size), 1<<31)) //nolint:gosec // bounded
	return nil
}

// readLog finds what was committed to the log and is not in the file yet. The
// log ends where its checksums do.
func (w *wreck) readLog() {
	const header, frameHeader = 32, 24
	var head [header]byte
	if _, err := w.log.ReadAt(head[:], 0); err != nil || binary.BigEndian.Uint32(head[:])&^1 != 0x377f0682 || int(binary.BigEndian.Uint32(head[8:])) != w.size {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[3]&1 == 1 {
		order = binary.BigEndian
	}
	sum := logSum{order: order}
	sum.add(head[:24])
	if !sum.is(head[24:]) {
		return
	}
	pending := map[uint32]int64{}
	frame := make([]byte, frameHeader+w.size)
	for at := int64(header); ; at += int64(len(frame)) {
		if _, err := w.log.ReadAt(frame, at); err != nil || !bytes.Equal(frame[8:16], head[16:24]) {
			return
		}
		sum.add(frame[:8])
		sum.add(frame[frameHeader:])
		if !sum.is(frame[16:24]) {
			return
		}
		pending[binary.BigEndian.Uint32(frame)] = at + frameHeader
		if pages := binary.BigEndian.Uint32(frame[4:]); pages > 0 { // a commit
			for n, at := range pending {
				w.newer[n] = at
			}
			clear(pending)
			w.pages = pages
		}
	}
}

// logSum is the checksum of SQLite's log.
type logSum struct {
	order binary.ByteOrder
	a, b  uint32
}

func (s *logSum) add(data []byte) {
	for ; len(data) >= 8; data = data[8:] {
		s.a += s.order.Uint32(data) + s.b
		s.b += s.order.Uint32(data[4:]) + s.a
	}
}

func (s *logSum) is(data []byte) bool {
	return binary.BigEndian.Uint32(data) == s.a && binary.BigEndian.Uint32(data[4:]) == s.b
}

// page returns a page, what is missing of it as zeros; nil if there is none of
// that number.
func (w *wreck) page(n uint32) []byte {
	if n == 0 || n > w.pages {
		return nil
	}
	page := make([]byte, w.size)
	if at, ok := w.newer[n]; ok {
		_, _ = w.log.ReadAt(page, at)
		return page
	}
	if got, err := w.file.ReadAt(page, int64(n-1)*int64(w.size)); err != nil && !errors.Is(err, io.EOF) {
		clear(page[got:]) // the disk itself cannot read it
	}
	return page
}

// readFree finds the pages that nothing is in any more. What they held was
// removed and must not come back.
func (w *wreck) readFree() {
	first := w.page(1)
	if first == nil || !w.whole {
		return
	}
	for trunk := binary.BigEndian.Uint32(first[32:]); trunk > 0 && !w.owned[trunk]; {
		page := w.page(trunk)
		if page == nil {
			return
		}
		w.owned[trunk] = true
		leaves := min(int(binary.BigEndian.Uint32(page[4:])), w.usable/4-2)
		for i := range leaves {
			w.owned[binary.BigEndian.Uint32(page[8+4*i:])] = true
		}
		trunk = binary.BigEndian.Uint32(page)
	}
}

// A leaf is what was read of one page of a tree.
type leaf struct {
	kind     byte
	rows     []rawRow
	children []uint32
	broken   int // cells that cannot be read
}

// A rawRow is a row as it is stored.
type rawRow struct {
	id     int64 // of tables that have one
	values []any
}

// read reads a page of a tree; false if it is none.
func (w *wreck) read(n uint32) (leaf, bool) {
	page := w.page(n)
	start := 0
	if n == 1 {
		start = treeStart
	}
	if page == nil {
		return leaf{}, false
	}
	head := page[start:]
	l := leaf{kind: head[0]}
	cells, size := int(binary.BigEndian.Uint16(head[3:])), 8
	switch l.kind {
	case indexNode, tableNode:
		size = 12
	case indexLeaf, tableLeaf:
	default:
		return l, false
	}
	if size+2*cells > len(head) || cells > w.usable/4 {
		return l, false
	}
	for i := range cells {
		w.readCell(&l, page, int(binary.BigEndian.Uint16(head[size+2*i:])))
	}
	if size == 12 {
		l.children = append(l.children, binary.BigEndian.Uint32(head[8:]))
	}
	return l, true
}

func (w *wreck) readCell(l *leaf, page []byte, at int) {
	if at < 8 || at > w.usable-4 {
		l.broken++
		return
	}
	cell := page[at:w.usable]
	if l.kind == indexNode || l.kind == tableNode {
		l.children = append(l.children, binary.BigEndian.Uint32(cell))
		cell = cell[4:]
	}
	if l.kind == tableNode {
		return
	}
	length, cell, ok := varint(cell)
	var row rawRow
	if ok && l.kind == tableLeaf {
		var id uint64
		id, cell, ok = varint(cell)
		row.id = int64(id) //nolint:gosec // as it was written
	}
	var payload []byte
	if ok {
		payload, ok = w.payload(cell, length, l.kind == tableLeaf)
	}
	if ok {
		row.values, ok = readRecord(payload)
	}
	if !ok {
		l.broken++
		return
	}
	l.rows = append(l.rows, row)
}

// payload gathers what a cell holds, with what did not fit into its page.
func (w *wreck) payload(cell []byte, length uint64, table bool) ([]byte, bool) {
	if length > largest {
		return nil, false
	}
	n, most, least := int(length), w.usable-35, (w.usable-12)*32/255-23 //nolint:gosec // bounded
	if !table {
		most = (w.usable-12)*64/255 - 23
	}
	local := n
	if n > most {
		if local = least + (n-least)%(w.usable-4); local > most {
			local = least
		}
		if local+4 > len(cell) {
			return nil, false
		}
	}
	if local > len(cell) {
		return nil, false
	}
	out := append(make([]byte, 0, min(n, 1<<20)), cell[:local]...)
	for next := cell[local:]; len(out) < n; {
		page := w.page(binary.BigEndian.Uint32(next))
		if page == nil {
			return nil, false
		}
		out = append(out, page[4:min(w.usable, 4+n-len(out))]...)
		next = page
	}
	return out, true
}

// readRecord reads the values of a row.
func readRecord(b []byte) ([]any, bool) {
	size, rest, ok := varint(b)
	if !ok || size > uint64(len(b)) || int(size) < len(b)-len(rest) { //nolint:gosec // bounded
		return nil, false
	}
	types, body := b[len(b)-len(rest):size], b[size:]
	var values []any
	for len(types) > 0 {
		var kind uint64
		if kind, types, ok = varint(types); !ok {
			return nil, false
		}
		var v any
		if v, body, ok = readValue(kind, body); !ok {
			return nil, false
		}
		values = append(values, v)
	}
	return values, len(body) == 0
}

// readValue reads one value; none of ours is a fraction.
func readValue(kind uint64, b []byte) (v any, rest []byte, ok bool) {
	switch {
	case kind == 0:
		return nil, b, true
	case kind == 8 || kind == 9:
		return int64(kind - 8), b, true //nolint:gosec // 0 or 1
	case kind < 7:
		size := [...]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}[kind]
		if size > len(b) {
			return nil, b, false
		}
		n := int64(int8(b[0])) //nolint:gosec // its sign
		for _, c := range b[1:size] {
			n = n<<8 | int64(c)
		}
		return n, b[size:], true
	case kind < 12 || (kind-12)/2 > uint64(len(b)):
		return nil, b, false
	}
	size := (kind - 12) / 2
	if kind%2 == 1 {
		return string(b[:size]), b[size:], true
	}
	return bytes.Clone(b[:size]), b[size:], true
}

func varint(b []byte) (n uint64, rest []byte, ok bool) {
	for i := 0; i < len(b) && i < 9; i++ {
		if i == 8 {
			return n<<8 | uint64(b[i]), b[9:], true
		}
		n = n<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, b[i+1:], true
		}
	}
	return 0, b, false
}
