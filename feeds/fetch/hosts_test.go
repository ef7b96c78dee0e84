package fetch

import (
	"context"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestPagesPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(2, time.Second)
		start := time.Now()
		for want := range 3 {
			turn, err := h.wait(t.Context(), "paper.example:443", true)
			if err != nil {
				t.Fatal(err)
			}
			if got := time.Since(start); got != time.Duration(want)*time.Second {
				t.Errorf("page %d began after %v", want, got)
			}
			turn.done()
		}
		turn, err := h.wait(t.Context(), "paper.example:443", false)
		if err != nil || time.Since(start) != 2*time.Second {
			t.Error("a feed waited for a page's pause")
		}
		turn.done()
		time.Sleep(time.Second)
		synctest.Wait()
		if len(h.lanes) != 0 {
			t.Errorf("%d lanes are left", len(h.lanes))
		}
	})
}

func TestTurnsComeInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(1, time.Second)
		first, _ := h.wait(t.Context(), "a", false)
		var order []int
		ctx, cancel := context.WithCancel(t.Context())
		for i := range 5 {
			go func() {
				c := t.Context()
				if i == 2 {
					c = ctx
				}
				turn, err := h.wait(c, "a", false)
				if err == nil {
					order = append(order, i)
				}
				turn.done()
			}()
			synctest.Wait()
		}
		cancel()
		synctest.Wait()
		first.done()
		synctest.Wait()
		if !slices.Equal(order, []int{0, 1, 3, 4}) || len(h.lanes) != 0 || len(h.atOnce) != 0 {
			t.Errorf("order %v, %d lanes left", order, len(h.lanes))
		}
	})
}

func TestPrivate(t *testing.T) {
	for addr, want := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "192.168.0.1": true, "172.16.0.1": true, "169.254.169.254": true,
		"100.100.100.200": true, "0.0.0.0": true, "0.1.2.3": true, "255.255.255.255": true, "224.0.0.1": true,
		"::1": true, "::": true, "fe80::1": true, "fd00:ec2::254": true, "::ffff:127.0.0.1": true,
		"64:ff9b::7f00:1": true, "2002:7f00:1::": true, "::7f00:1": true,
		"93.184.216.34": false, "2606:2800:220:1::1": false, "64:ff9b::5db8:d822": false, "172.32.0.1": false,
	} {
		if got := private(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %v", addr, got)
		}
	}
	for addr, want := range map[string]bool{
		"http://localhost/": true, "http://printer/": true, "http://nas.local/": true, "http://metadata.google.internal/": true,
		"http://[::1]:80/": true, "http://127.0.0.1/": true, "https://paper.example/": false, "http://8.8.8.8/": false,
	} {
		u, err := parseAddress(addr)
		if err != nil || privateName(u) != want {
			t.Errorf("%s: %v, %v", addr, !want, err)
		}
	}
}
