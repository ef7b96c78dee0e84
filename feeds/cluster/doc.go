// Package cluster finds articles that tell the same report, and copies among
// them, one article at a time: nearness of words to the articles of a report,
// as in Allan's topic tracking (1998), with time as in Miranda and others
// (2018); copies by the shingles of Broder (1997), counted exactly. It does no
// I/O, keeps nothing and knows no model: see Keys and Crowd.Judge for the method.
package cluster
