-- The kept record. A report is stored whole, as its JSON; `item` finds any record in it by its id.
CREATE TABLE report (
    seq    INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    record BLOB NOT NULL
);
CREATE TABLE item (
    id     TEXT NOT NULL,
    kind   TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    PRIMARY KEY (id, report)
) WITHOUT ROWID;
CREATE TABLE failure (
    doc     TEXT NOT NULL,
    stage   TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy  TEXT NOT NULL,
    PRIMARY KEY (doc, stage)
) WITHOUT ROWID;
PRAGMA user_version = 1;
