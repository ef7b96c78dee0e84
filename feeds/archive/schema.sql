-- The archive of one story, schema 2.
--
-- Times are milliseconds since 1970, UTC; null is never, or not known. Zones
-- are minutes east of UTC. Booleans are 0 and 1. A hash is the first eight
-- bytes of a SHA-256, as an integer.

-- schema: the number above; story: its name; path: of the story file, empty
-- for a built-in story; rules: hash of the rules that judged everything here,
-- empty while that is true of no set of rules, "judging " and the hash while
-- one is at it; persons: hash of the story file's persons by which people were
-- told apart; refold: there while the facts wait to be folded again; replayed:
-- there while everything is understood again, the last batch that was; engines:
-- the version of the engines that understood everything.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Numbers that are kept, so that nobody has to count. last: the highest id
-- that an item ever had; ids are never given twice. reports and new: kept
-- reports, and those that are new to the reader; understood: rows of sense.
CREATE TABLE count (
    name TEXT PRIMARY KEY,
    n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO count VALUES ('last', 0), ('items', 0), ('articles', 0), ('kept', 0), ('near', 0), ('unread', 0), ('starred', 0),
    ('reports', 0), ('new', 0), ('understood', 0);

CREATE TABLE poll (
    seq   INTEGER PRIMARY KEY,
    began INTEGER NOT NULL,
    ended INTEGER -- null: goes on, or was killed
) STRICT;

-- ended is the last key of the visit so far; from_poll and to_poll are the
-- last polls that its beginning and its end saw.
CREATE TABLE visit (
    id        INTEGER PRIMARY KEY,
    began     INTEGER NOT NULL,
    ended     INTEGER NOT NULL,
    from_poll INTEGER NOT NULL,
    to_poll   INTEGER NOT NULL
) STRICT;

CREATE TABLE host (
    name  TEXT PRIMARY KEY,
    quiet INTEGER NOT NULL -- until when it wants to be left alone
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
    id         INTEGER PRIMARY KEY,
    url        TEXT NOT NULL UNIQUE, -- as the story file has it
    outlet     TEXT NOT NULL,        -- the story file's name for it; may be empty
    followed   INTEGER NOT NULL,     -- 0: taken out of the story file
    keep_all   INTEGER NOT NULL,
    no_pages   INTEGER NOT NULL,
    -- what the feed says of itself
    title      TEXT NOT NULL DEFAULT '',
    site       TEXT NOT NULL DEFAULT '',
    language   TEXT NOT NULL DEFAULT '',
    hints      TEXT, -- JSON
    -- where it is, and where it was: JSON, oldest first
    address    TEXT NOT NULL,
    moves      TEXT,
    -- of the newest document
    etag       BLOB,
    modified   BLOB,
    body_hash  BLOB,
    -- how asking it goes
    next       INTEGER,
    failures   INTEGER NOT NULL DEFAULT 0,
    state      INTEGER NOT NULL DEFAULT 2,
    since      INTEGER,
    asked      INTEGER,
    ok         INTEGER,
    status     INTEGER NOT NULL DEFAULT 0,
    error      TEXT NOT NULL DEFAULT '',
    gap_from   INTEGER,
    gap_to     INTEGER,
    gap_missed INTEGER,
    -- what it brought; first_item and last_item are sort times
    items      INTEGER NOT NULL DEFAULT 0,
    kept       INTEGER NOT NULL DEFAULT 0,
    first_item INTEGER,
    last_item  INTEGER,
    listed     INTEGER -- the last poll that listed what is in listing
) STRICT;

CREATE INDEX feed_state ON feed (followed, state);

-- What a feed listed last: for each item 8 bytes, the hash of its bytes, and
-- 8 bytes, the id of the item or 0, both big-endian.
CREATE TABLE listing (
    feed   INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL
) STRICT;

-- An entry as listed, with its newest text. The first item of an article has
-- the article's id; its text is revision rev of the article.
CREATE TABLE item (
    id             INTEGER PRIMARY KEY,
    feed           INTEGER NOT NULL,
    article        INTEGER NOT NULL,
    guid           TEXT NOT NULL,
    guid_hash      INTEGER NOT NULL, -- of the guid, else of the link, else of the text
    title          TEXT NOT NULL,
    link           TEXT NOT NULL,
    author         TEXT NOT NULL,
    outlet         TEXT NOT NULL,
    published      INTEGER,
    zone           INTEGER,
    published_from INTEGER NOT NULL,
    language       TEXT NOT NULL,
    categories     TEXT, -- one a line
    first_poll     INTEGER NOT NULL,
    last_poll      INTEGER, -- null while the feed lists it: then it is feed.listed
    changed        INTEGER NOT NULL,
    rev            INTEGER NOT NULL,
    sha256         BLOB NOT NULL, -- of title, a zero byte, text
    text           TEXT NOT NULL,
    layout         BLOB,
    kind           INTEGER NOT NULL DEFAULT 0 -- of the edit, as of a revision
) STRICT;

CREATE UNIQUE INDEX item_guid ON item (feed, guid_hash);
CREATE INDEX item_side ON item (article, feed) WHERE article <> id;

-- What retention removed and must not come back as new.
CREATE TABLE seen (
    feed      INTEGER NOT NULL,
    guid_hash INTEGER NOT NULL,
    PRIMARY KEY (feed, guid_hash)
) STRICT, WITHOUT ROWID;

-- Hashes of the canonical links of articles. Most have one; a page that names
-- another gives it a second. They stay when retention removes the article.
CREATE TABLE link (
    hash    INTEGER PRIMARY KEY,
    article INTEGER NOT NULL
) STRICT;

CREATE TABLE article (
    id             INTEGER PRIMARY KEY,
    feed           INTEGER NOT NULL, -- of the first item
    key            TEXT NOT NULL,    -- canonical link, never fetched; empty if there is no link
    url            TEXT NOT NULL,    -- tidy link, to show and open
    sort_at        INTEGER NOT NULL, -- set once
    first_seen     INTEGER NOT NULL,
    poll           INTEGER NOT NULL,
    published      INTEGER,
    zone           INTEGER,
    published_from INTEGER NOT NULL,
    byline         TEXT, -- the page's; null: the item's author
    -- what the rules say, and what follows with the reader's mark
    decision       INTEGER NOT NULL DEFAULT 0, -- 0 drop, 1 near miss, 2 keep
    ruled          INTEGER NOT NULL DEFAULT 0,
    verdict        TEXT, -- JSON; null: no rule matched
    missing        TEXT, -- JSON, of near misses
    distance       INTEGER NOT NULL DEFAULT 0,
    -- what the reader did
    mark           INTEGER NOT NULL DEFAULT 0, -- 1 on story, 2 off story
    read           INTEGER NOT NULL DEFAULT 0,
    read_to        INTEGER NOT NULL DEFAULT 0,
    starred        INTEGER NOT NULL DEFAULT 0,
    opened         INTEGER,
    -- the current text
    revision       INTEGER NOT NULL DEFAULT 1,
    edits          INTEGER NOT NULL DEFAULT 0, -- revisions that follow one of the same source
    corrected      INTEGER NOT NULL DEFAULT 0,
    words          INTEGER NOT NULL,
    sentences      INTEGER NOT NULL,
    new_sentences  INTEGER NOT NULL,
    -- its place among others; cluster is the id of the first article
    cluster        INTEGER NOT NULL,
    copy_of        INTEGER,
    outlets        INTEGER NOT NULL DEFAULT 1,
    -- its page
    fetched        INTEGER,
    refused        INTEGER NOT NULL DEFAULT 0, -- the status
    next_check     INTEGER, -- null: none
    checks         INTEGER NOT NULL DEFAULT 0,
    -- of the first article of a report: whether a member was read and no unread
    -- one tells anything new, how many sentences of an unread one are new at
    -- most, and the headline that stands for all; null: its own
    report_read    INTEGER NOT NULL DEFAULT 0,
    report_new     INTEGER NOT NULL DEFAULT 0,
    report_title   TEXT,
    -- entries of a live blog that came since it was read last
    entries        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX article_list ON article (decision, sort_at, id);
CREATE INDEX article_unread ON article (sort_at, id) WHERE decision = 2 AND read = 0;
CREATE INDEX article_starred ON article (sort_at, id) WHERE starred = 1;
CREATE INDEX article_feed ON article (feed, sort_at, id) WHERE decision = 2;
CREATE INDEX article_poll ON article (poll, id) WHERE decision = 2;
CREATE INDEX article_page ON article (feed, next_check) WHERE decision = 2 AND fetched IS NULL AND next_check IS NOT NULL;
CREATE INDEX article_verdict ON article (verdict, ruled, sort_at) WHERE verdict IS NOT NULL;

-- Where the ids of merged articles lead.
CREATE TABLE merged (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL
) STRICT;

-- Texts other than the newest of the first item: pages, and what was edited.
CREATE TABLE revision (
    id       INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL,
    number   INTEGER NOT NULL, -- from 1
    source   INTEGER NOT NULL, -- 1 feed, 2 page
    seen     INTEGER NOT NULL,
    headline TEXT NOT NULL,
    byline   TEXT NOT NULL,
    sha256   BLOB NOT NULL, -- of headline, a zero byte, text
    text     TEXT NOT NULL,
    layout   BLOB,
    kind     INTEGER NOT NULL DEFAULT 0, -- of the edit: 0 none, 1 minor, 2 update, 3 correction
    part     INTEGER NOT NULL DEFAULT 0, -- 1: the page may give less than the whole article
    UNIQUE (article, number)
) STRICT;

-- Pages as received: zstd, and the headers as JSON.
CREATE TABLE page (
    id       INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    fetched  INTEGER NOT NULL,
    url      TEXT NOT NULL, -- that answered
    status   INTEGER NOT NULL,
    headers  TEXT NOT NULL,
    body     BLOB,
    UNIQUE (article, revision)
) STRICT;

CREATE TABLE hit (
    article   INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    revision  INTEGER NOT NULL, -- whose text the spans of the body are of
    rule      TEXT NOT NULL,
    kind      INTEGER NOT NULL,
    term      TEXT NOT NULL,
    field     INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, -- -1 in any field but the body
    start     INTEGER NOT NULL,
    end       INTEGER NOT NULL,
    PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Alerts that were found, so that none is given twice: poll is negative once
-- somebody was told. Without a rule: tags and alerts wait for the engines.
CREATE TABLE alerted (
    article INTEGER NOT NULL,
    rule    TEXT NOT NULL,
    poll    INTEGER NOT NULL,
    PRIMARY KEY (article, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    article INTEGER PRIMARY KEY,
    text    TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;

-- What the reader did, to undo it: articles and their states before, as JSON.
CREATE TABLE done (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    act    INTEGER NOT NULL,
    note   TEXT NOT NULL,
    before TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What goes into the word index: everything that rules look at.
CREATE VIEW doc (id, title, body, author, outlet) AS
SELECT a.id, i.title,
    coalesce((SELECT r.text || char(10) FROM revision r WHERE r.article = a.id AND r.number = a.revision), '') || i.text ||
    coalesce((SELECT char(10) || group_concat(s.title || char(10) || s.text, char(10))
        FROM (SELECT title, text FROM item WHERE article = a.id AND article <> id ORDER BY id) s), ''),
    i.author || coalesce(char(10) || a.byline, ''), i.outlet
FROM article a JOIN item i ON i.id = a.id;

-- The words of kept articles and near misses, folded as rules fold them: what
-- unicode61 folds is less, and would miss half of Russian and Greek.
CREATE VIRTUAL TABLE fts USING fts5 (
    title, body, author, outlet,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- These keep the counts, whoever writes. An article comes as dropped and is
-- changed then: a trigger on INSERT would make every one of them dearer.
CREATE TRIGGER article_changed AFTER UPDATE OF decision, read, starred ON article
WHEN OLD.decision <> NEW.decision OR OLD.read <> NEW.read OR OLD.starred <> NEW.starred BEGIN
    UPDATE count SET n = n + CASE name
        WHEN 'kept' THEN (NEW.decision = 2) - (OLD.decision = 2)
        WHEN 'near' THEN (NEW.decision = 1) - (OLD.decision = 1)
        WHEN 'unread' THEN (NEW.decision = 2 AND NEW.read = 0) - (OLD.decision = 2 AND OLD.read = 0)
        WHEN 'starred' THEN NEW.starred - OLD.starred
        END
    WHERE name IN ('kept', 'near', 'unread', 'starred');
    UPDATE feed SET kept = kept + (NEW.decision = 2) - (OLD.decision = 2)
    WHERE (NEW.decision = 2) <> (OLD.decision = 2)
        AND id IN (SELECT NEW.feed UNION SELECT feed FROM item WHERE article = NEW.id AND article <> id);
END;

CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
    UPDATE count SET n = n - CASE name
        WHEN 'articles' THEN 1
        WHEN 'near' THEN OLD.decision = 1
        WHEN 'starred' THEN OLD.starred
        ELSE 0 END
    WHERE name IN ('articles', 'near', 'starred');
END;

-- Since schema 2.

-- All texts of articles.
CREATE VIEW saved (article, number, source, seen, headline, byline, sha256, text, layout, kind, part) AS
SELECT article, number, source, seen, headline, byline, sha256, text, layout, kind, part FROM revision
UNION ALL
SELECT id, rev, 1, changed, title, author, sha256, text, layout, kind, 0 FROM item WHERE article = id;

CREATE INDEX article_check ON article (next_check) WHERE decision = 2 AND fetched IS NOT NULL AND next_check IS NOT NULL;
CREATE INDEX article_cluster ON article (cluster, id) WHERE decision = 2;
CREATE INDEX article_report ON article (sort_at, id) WHERE decision = 2 AND cluster = id;
CREATE INDEX article_new ON article (sort_at, id) WHERE decision = 2 AND cluster = id AND report_read = 0;
CREATE INDEX article_known ON article (id) WHERE read_to > 0;

-- Every act of understanding in order: a batch sees all that those before it
-- found. Revision 0: the article left the story. Replayed, they end in the same
-- state.
CREATE TABLE understood (
    batch    INTEGER NOT NULL,
    article  INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (batch, article)
) STRICT, WITHOUT ROWID;

-- Articles that may have to be understood: the trigger below puts them here.
CREATE TABLE pending (article INTEGER PRIMARY KEY) STRICT;

-- What articles may share: in how many understood ones each stands, and where
-- it was told, the first and the latest, in order, as varints of steps. An id
-- is given when a key is first met, so that those that are met often lie close
-- together.
CREATE TABLE key (
    id       INTEGER PRIMARY KEY,
    hash     INTEGER NOT NULL UNIQUE,
    n        INTEGER NOT NULL,
    articles BLOB
) STRICT;

-- The articles that are understood.
CREATE TABLE sense (
    article  INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    batch    INTEGER NOT NULL, -- in which it came to the story
    cluster  INTEGER NOT NULL, -- as of the article
    sort_at  INTEGER NOT NULL, -- as of the article
    told     INTEGER NOT NULL, -- revision whose text the timeline has
    copied   INTEGER NOT NULL, -- 1: it was a copy then
    page     INTEGER,          -- revision whose new paragraphs it has besides
    paged    INTEGER,          -- the batch of that
    keys     BLOB NOT NULL,    -- ids of keys
    words    BLOB NOT NULL,    -- those of the timeline
    likeness BLOB NOT NULL     -- by which others of its report are found
) STRICT;

CREATE INDEX sense_cluster ON sense (cluster, article);
CREATE INDEX sense_near ON sense (sort_at, article);

-- Sentences of the understood text, and where each was told before.
CREATE TABLE sentence (
    article   INTEGER PRIMARY KEY,
    sentences BLOB NOT NULL
) STRICT;

-- Articles some sentences of which another told before.
CREATE TABLE told (
    teller  INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (teller, article)
) STRICT, WITHOUT ROWID;

-- Articles whose number of new sentences waits to be counted.
CREATE TABLE stale (article INTEGER PRIMARY KEY) STRICT;

-- People and quotations of articles.
CREATE TABLE named (
    article INTEGER PRIMARY KEY,
    persons INTEGER NOT NULL, -- hash of those of the story file
    people  BLOB NOT NULL,
    quotes  BLOB NOT NULL
) STRICT;

-- Dated facts, by date as a number: 20261117, 20261100, 20260000.
CREATE TABLE fact (
    date INTEGER PRIMARY KEY,
    fact BLOB NOT NULL
) STRICT;

-- Where the ids of reports lead whose first article left.
CREATE TABLE former (
    id      INTEGER PRIMARY KEY,
    cluster INTEGER NOT NULL
) STRICT;

CREATE TRIGGER article_pending AFTER UPDATE OF decision, revision ON article
WHEN (OLD.decision = 2) <> (NEW.decision = 2) OR NEW.decision = 2 AND OLD.revision <> NEW.revision BEGIN
    INSERT OR IGNORE INTO pending VALUES (NEW.id);
END;

CREATE TRIGGER article_lost AFTER DELETE ON article WHEN EXISTS (SELECT 1 FROM sense WHERE article = OLD.id) BEGIN
    INSERT OR IGNORE INTO pending VALUES (OLD.id);
END;

CREATE TRIGGER report_changed AFTER UPDATE OF decision, cluster, report_read ON article
WHEN OLD.decision <> NEW.decision OR OLD.cluster <> NEW.cluster OR OLD.report_read <> NEW.report_read BEGIN
    UPDATE count SET n = n + CASE name
        WHEN 'reports' THEN (NEW.decision = 2 AND NEW.cluster = NEW.id) - (OLD.decision = 2 AND OLD.cluster = OLD.id)
        ELSE (NEW.decision = 2 AND NEW.cluster = NEW.id AND NEW.report_read = 0) - (OLD.decision = 2 AND OLD.cluster = OLD.id AND OLD.report_read = 0)
        END
    WHERE name IN ('reports', 'new');
END;
