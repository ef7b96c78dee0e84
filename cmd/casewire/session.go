package main

import "context"

func (p *program) session(ctx context.Context, f *following) error { return p.plainView(ctx, f) }
