package main

import (
	"context"

	"casewire/feeds/news"
)

// Sentences tells of the sentences of an article's text what is new.
func (s *shelf) Sentences(ctx context.Context, id int64) ([]news.Sentence, error) {
	return s.archive.Sentences(ctx, id)
}

// Members are the articles of the report that an article is of.
func (s *shelf) Members(ctx context.Context, id int64) ([]news.Article, error) {
	return s.archive.Members(ctx, id)
}
