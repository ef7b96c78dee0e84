package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"slices"
	"time"

	"github.com/esiqveland/notify"
	"github.com/godbus/dbus/v5"

	"casewire/feeds/text"
)

// desktopTime is how long the desktop may take for a notification.
const desktopTime = 5 * time.Second

// errDesktop is told where there is no desktop to notify.
var errDesktop = errors.New("the desktop takes no notifications")

const desktopHint = "--notify needs a session bus with a notification service; --exec CMD starts a program of yours instead"

// notify shows a notification on the desktop.
func (h *herald) notify(ctx context.Context, title, body text.Clean) error {
	return h.onDesktop(ctx, func(bus *dbus.Conn, can []string) error {
		words := body.String()
		if slices.Contains(can, "body-markup") {
			words = html.EscapeString(words)
		}
		note := notify.Notification{
			AppName: "casewire", Summary: title.String(), Body: words,
			ExpireTimeout: notify.ExpireTimeoutSetByNotificationServer,
		}
		note.AddHint(notify.HintUrgency(notify.UrgencyNormal))
		_, err := notify.SendNotification(bus, note)
		return err
	})
}

// onDesktop runs fn with a connection to the session's bus, and with what the
// notification service there can do.
func (h *herald) onDesktop(ctx context.Context, fn func(bus *dbus.Conn, can []string) error) error {
	ctx, cancel := context.WithTimeout(ctx, desktopTime)
	defer cancel()
	err := func() error {
		bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
		if err != nil {
			return err
		}
		defer bus.Close() //nolint:errcheck // nothing is left to say
		if err := errors.Join(bus.Auth(nil), bus.Hello()); err != nil {
			return err
		}
		can, err := notify.GetCapabilities(bus)
		if err != nil {
			return err
		}
		return fn(bus, can)
	}()
	if err != nil {
		h.log.Error("notify the desktop", "error", text.Line(err.Error()))
		return withHint(fmt.Errorf("notify: %w", errDesktop), desktopHint)
	}
	return nil
}
