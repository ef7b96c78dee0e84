package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
)

// understoodTables are those that hold what was understood, with what is
// compared of them.
var understoodTables = []struct{ name, query string }{ //nolint:gochecknoglobals // table
	{"keys", `SELECT * FROM key ORDER BY id`},
	{"articles", `SELECT * FROM sense ORDER BY article`},
	{"sentences", `SELECT * FROM sentence ORDER BY article`},
	{"tellings", `SELECT * FROM told ORDER BY teller, article`},
	{"people", `SELECT * FROM named ORDER BY article`},
	{"facts", `SELECT * FROM fact ORDER BY date`},
	{"reports", `SELECT id, cluster, copy_of, outlets, new_sentences, report_title,
		iif(cluster = id, report_read, 0), iif(cluster = id, report_new, 0) FROM article WHERE decision = 2 ORDER BY id`},
	{"former reports", `SELECT * FROM former ORDER BY id`},
}

// Fingerprints returns a SHA-256 of each kind of what was understood: equal
// ones say that it is the same.
func (a *Archive) Fingerprints(ctx context.Context) (map[string]string, error) {
	prints := map[string]string{}
	for _, t := range understoodTables {
		sum := sha256.New()
		rows, err := a.read.rows(ctx, t.query)
		var values []any
		err = each(rows, err, func(row scanner) error {
			if values == nil {
				columns, err := row.(*sql.Rows).Columns()
				if err != nil {
					return err
				}
				values = make([]any, len(columns))
				for i := range values {
					values[i] = new(any)
				}
			}
			err := row.Scan(values...)
			for _, v := range values {
				_, _ = fmt.Fprintf(sum, "%T %[1]v\n", *v.(*any))
			}
			return err
		})
		if err != nil {
			return nil, a.wrap("compare what was understood", err)
		}
		prints[t.name] = hex.EncodeToString(sum.Sum(nil))
	}
	return prints, nil
}
