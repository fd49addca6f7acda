-- What `watch` knows of its feeds, part of the schema; see schema.sql for the words in braces.
-- Moments are seconds since 1970, UTC.
CREATE TABLE feed (
    seq      {serial},
    url      {text} NOT NULL UNIQUE, -- as it was given
    at       {text} NOT NULL, -- where it is now, after "moved permanently"
    watched  INTEGER NOT NULL, -- 1: the last `watch` was told to
    etag     {text},
    modified {text}, -- Last-Modified, word for word
    digest   {text}, -- of the bytes that were read last
    title    {text},
    state    {text} NOT NULL, -- new, good, failing, gone
    status   INTEGER, -- of the last answer
    polls    BIGINT NOT NULL,
    failed   INTEGER NOT NULL, -- polls without a good answer since the last one with
    polled   DOUBLE PRECISION,
    due      DOUBLE PRECISION NOT NULL
);
CREATE INDEX feed_due ON feed (due);
-- What feeds announced, each once.
CREATE TABLE article (
    seq    {serial},
    feed   BIGINT NOT NULL REFERENCES feed (seq) ON DELETE CASCADE,
    url    {text}, -- none: the feed holds all there is of it
    host   {text} NOT NULL, -- of the url; that of the feed where there is none
    title  {text} NOT NULL, -- as names are compared
    state  {text} NOT NULL, -- waiting, kept, failed, double
    tries  INTEGER NOT NULL,
    due    DOUBLE PRECISION NOT NULL,
    entry  {bytes}, -- what the feed says of it, under Zstandard; none once it is settled
    report BIGINT REFERENCES report (seq) ON DELETE SET NULL
);
CREATE INDEX article_waiting ON article (host, due) WHERE state = 'waiting';
CREATE INDEX article_feed ON article (feed, state);
CREATE INDEX article_report ON article (report);
-- What an article is known by: guid, addresses, text.
CREATE TABLE seen (
    key     {text} PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES article (seq) ON DELETE CASCADE
){clustered};
CREATE INDEX seen_article ON seen (article);
CREATE TABLE host (
    name    {text} PRIMARY KEY, -- scheme://host:port
    ready   DOUBLE PRECISION NOT NULL, -- it asked to be left alone until then
    robots  {bytes}, -- its robots.txt under Zstandard; none where it allows nothing for now
    checked DOUBLE PRECISION -- when that was fetched
){clustered};
