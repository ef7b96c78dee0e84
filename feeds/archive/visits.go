package archive

import (
	"context"
	"database/sql"
	"time"
)

// Visits returns up to n visits that are over, the last first.
func (a *Archive) Visits(ctx context.Context, now time.Time, n int) ([]Visit, error) {
	var list []Visit
	rows, err := a.read.rows(ctx, `SELECT began, ended, from_poll, to_poll FROM visit WHERE ended <= ? ORDER BY id DESC LIMIT ?`,
		now.Add(-visitEnds).UnixMilli(), n)
	err = each(rows, err, func(row scanner) error {
		var v Visit
		var began, ended sql.NullInt64
		err := row.Scan(&began, &ended, &v.FromPoll, &v.ToPoll)
		v.Began, v.Ended = moment(began), moment(ended)
		list = append(list, v)
		return err
	})
	return list, a.wrap("read visits", err)
}
