package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
)

// A name tells which item a line is about and goes back as it came: an id that
// is a string or a number or, without one, an address.
type name struct {
	ID  json.RawMessage `json:"id,omitempty"`
	URL string          `json:"url,omitempty"`
}

// alone returns the name as the output has it: the address only where there
// is no id.
func (n name) alone() name {
	if len(n.ID) > 0 {
		n.URL = ""
	}
	return n
}

// linesABatch is how many lines one goroutine takes at a time.
const linesABatch = 128

// A batch is some lines of the input and what became of them.
type batch struct {
	first int // number of its first line, from 1
	lines [][]byte
	out   bytes.Buffer
	errs  []error
	ready sync.WaitGroup
}

// each decodes every line of the input as a T, gives it to do on all cores,
// and writes what comes back as lines in the order of the input. A line that
// fails is told, counted and left out.
func each[T any](c *call, do func(T) (any, error)) error {
	return eachLine(c, func(line []byte, out *json.Encoder) error {
		var v T
		if err := json.Unmarshal(line, &v); err != nil {
			return err
		}
		result, err := do(v)
		if err != nil {
			return err
		}
		return out.Encode(result)
	})
}

// eachLine is each for lines that are decoded by do.
func eachLine(c *call, do func(line []byte, out *json.Encoder) error) error {
	work, order := make(chan *batch), make(chan *batch, 4*runtime.NumCPU())
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for b := range work {
				b.perform(do)
			}
		})
	}
	read := make(chan error, 1)
	go func() {
		read <- cut(c.in, func(b *batch) {
			b.ready.Add(1)
			order <- b
			work <- b
		})
		close(work)
		close(order)
	}()
	err := c.write(order)
	workers.Wait()
	return errors.Join(<-read, err)
}

// cut reads the input as batches.
func cut(in io.Reader, take func(*batch)) error {
	r := bufio.NewReaderSize(in, 1<<20)
	b := &batch{first: 1}
	for {
		line, err := r.ReadBytes('\n')
		b.lines = append(b.lines, line)
		if len(b.lines) == linesABatch || err != nil {
			take(b)
			b = &batch{first: b.first + len(b.lines)}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
	}
}

// perform does all lines of a batch.
func (b *batch) perform(do func(line []byte, out *json.Encoder) error) {
	defer b.ready.Done()
	out := json.NewEncoder(&b.out)
	out.SetEscapeHTML(false)
	for i, line := range b.lines {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := guarded(line, out, do); err != nil {
			b.errs = append(b.errs, fmt.Errorf("line %d: %w", b.first+i, err))
		}
	}
}

// guarded makes an error of a panic, so that one line costs nothing else.
func guarded(line []byte, out *json.Encoder, do func([]byte, *json.Encoder) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("crashed: %v", r)
		}
	}()
	return do(line, out)
}

// write writes batches as they get ready, in order. After an error it only
// waits for them.
func (c *call) write(order <-chan *batch) (err error) {
	for b := range order {
		b.ready.Wait()
		for _, lineErr := range b.errs {
			c.failed++
			c.tell("%v", lineErr)
		}
		if err != nil {
			continue
		}
		if _, werr := c.out.Write(b.out.Bytes()); werr != nil {
			err = fmt.Errorf("write: %w", werr)
		}
	}
	return err
}

// inOrder decodes every line of the input as a T and gives it to do, one after
// the other. A line that fails is told, counted and left out.
func inOrder[T any](c *call, do func(T) error) error {
	r := bufio.NewReader(c.in)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var v T
			lineErr := json.Unmarshal(line, &v)
			if lineErr == nil {
				lineErr = do(v)
			}
			if lineErr != nil {
				c.failed++
				c.tell("line %d: %v", n, lineErr)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
	}
}

// encode writes one object as a line.
func (c *call) encode(v any) error {
	out := json.NewEncoder(c.out)
	out.SetEscapeHTML(false)
	if err := out.Encode(v); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
