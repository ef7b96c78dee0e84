// Package people finds the people of an article with their roles, and the
// quotations in it with their speakers, and tells which of them are the same
// across the articles of a story. It knows English first, no lists of who is
// who, and makes up nothing: what it finds are words of the article.
package people
