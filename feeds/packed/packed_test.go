package packed

import (
	"bytes"
	"testing"
)

func TestWhatIsPackedIsRead(t *testing.T) {
	w := NewWriter(3)
	w.Int(0)
	w.Int(300)
	w.Int(-5)
	w.String("Ada Quill")
	w.Bool(true)
	w.Word(1 << 31)
	w.Float(-0.5)
	r := NewReader(w.Data(), 3)
	if a, b, c := r.Int(), r.Int(), r.Int(); a != 0 || b != 300 || c != 0 {
		t.Errorf("numbers %d %d %d", a, b, c)
	}
	if s, b, n, f := string(r.Bytes()), r.Bool(), r.Word(), r.Float(); s != "Ada Quill" || !b || n != 1<<31 || f != -0.5 {
		t.Errorf("%q %v %d %v", s, b, n, f)
	}
	if !r.Whole() {
		t.Error("something is left over")
	}
	if r.Int() != 0 || r.Whole() {
		t.Error("more was read than there is")
	}
}

func TestWhatIsDamagedIsNothing(t *testing.T) {
	for _, data := range [][]byte{
		nil, {2}, {1, 0xff}, {1, 5, 'a'}, {1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1},
	} {
		r := NewReader(data, 1)
		if s := r.Bytes(); len(s) > 0 || r.Whole() || r.Int() != 0 || r.Count(1) != 0 || r.Bool() || r.Word() != 0 || r.Float() != 0 {
			t.Errorf("%v is read as %q", data, s)
		}
	}
	r := NewReader([]byte{1, 9, 0, 0}, 1)
	if n := r.Count(1); n != 0 || r.Whole() {
		t.Errorf("%d things in two bytes", n)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte{1, 2, 'a', 'b', 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(data, 1)
		s, n, b := r.Bytes(), r.Int(), r.Bool()
		if n < 0 || len(s) > len(data) {
			t.Fatalf("%d, %d bytes", n, len(s))
		}
		w := NewWriter(1)
		w.String(string(s))
		w.Int(n)
		w.Bool(b)
		if again := NewReader(w.Data(), 1); !bytes.Equal(again.Bytes(), s) || again.Int() != n || again.Bool() != b || !again.Whole() {
			t.Fatal("it is read otherwise again")
		}
	})
}
