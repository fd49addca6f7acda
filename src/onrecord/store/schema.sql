-- The kept record, schema 4, for both engines: {serial}, {key}, {bytes}, {text}, {first} and
-- {clustered} stand for what they spell differently. A report is kept whole in `body`; the other
-- tables are its index and can be made again from it. The indexes end in `report`, which grows: the
-- rows of one key are added at the end of its run, so that a report costs the same in any store.
CREATE TABLE report (
    seq        {serial},
    id         {text} NOT NULL UNIQUE,
    published  {text},
    outlet     {text},
    title      {text},
    url        {text},
    language   {text},
    raw_sha256 {text} NOT NULL
);
CREATE INDEX report_published ON report (published{first}, id);
CREATE INDEX report_outlet ON report (outlet, published);
-- The record as JSON under Zstandard.
CREATE TABLE body (
    report {key} REFERENCES report (seq) ON DELETE CASCADE,
    record {bytes} NOT NULL
);
-- Ids that do not begin with the digits of their report's id (see onrecord.text.make_id).
CREATE TABLE item (
    id     {text} NOT NULL,
    report BIGINT NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
    PRIMARY KEY (id, report)
){clustered};
CREATE INDEX item_report ON item (report);
CREATE TABLE entity (
    report  BIGINT NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    id      {text} NOT NULL,
    type    {text} NOT NULL,
    name    {text} NOT NULL,
    who     {text} NOT NULL, -- the row of the actor table, or for NIL the key of the name
    country {text},
    sector  {text},
    PRIMARY KEY (report, n)
){clustered};
CREATE INDEX entity_who ON entity (who, report);
CREATE TABLE statement (
    report    BIGINT NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
    n         INTEGER NOT NULL,
    id        {text} NOT NULL,
    who       {text}, -- the speaker
    act       {text} NOT NULL,
    kind      {text} NOT NULL,
    published {text},
    PRIMARY KEY (report, n)
){clustered};
CREATE INDEX statement_who ON statement (who, published{first}, report);
CREATE INDEX statement_act ON statement (act, published{first}, report);
CREATE TABLE event (
    report    BIGINT NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
    n         INTEGER NOT NULL,
    id        {text} NOT NULL,
    type      {text} NOT NULL,
    mode      {text},
    status    {text} NOT NULL,
    certainty {text} NOT NULL,
    polarity  {text} NOT NULL,
    day       {text}, -- the first day of its own time, None without one
    place     {text}, -- the id of the place
    country   {text}, -- that of the place
    published {text},
    PRIMARY KEY (report, n)
){clustered};
CREATE INDEX event_day ON event (day{first}, report);
CREATE INDEX event_type ON event (type, status, day{first}, report);
CREATE INDEX event_status ON event (status, day{first}, report);
CREATE INDEX event_place ON event (place, day{first}, report);
CREATE INDEX event_country ON event (country, day{first}, report);
-- Who does and who suffers an event.
CREATE TABLE party (
    report BIGINT NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    event  INTEGER NOT NULL, -- event.n
    role   {text} NOT NULL, -- actor, recipient
    who    {text} NOT NULL,
    day    {text}, -- that of the event
    PRIMARY KEY (report, n)
){clustered};
CREATE INDEX party_who ON party (who, role, day{first}, report);
CREATE TABLE place (
    report  BIGINT NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    id      {text} NOT NULL,
    name    {text} NOT NULL,
    key     {text} NOT NULL,
    country {text},
    admin1  {text},
    lat     DOUBLE PRECISION NOT NULL,
    lon     DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (report, n)
){clustered};
CREATE INDEX place_id ON place (id, report);
CREATE INDEX place_key ON place (key, id, report);
CREATE INDEX place_country ON place (country, report);
CREATE TABLE time (
    report BIGINT NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    id     {text} NOT NULL,
    type   {text} NOT NULL,
    value  {text} NOT NULL,
    day    {text}, -- the first day
    until  {text}, -- the day it ends before
    PRIMARY KEY (report, n)
){clustered};
CREATE INDEX time_day ON time (day{first}, report);
-- What came in: the bytes once, under Zstandard, and each time they were given with what was given
-- beside them. `report` is what was read from it, none where reading failed.
CREATE TABLE original (
    seq    {serial},
    sha256 {text} NOT NULL UNIQUE,
    size   BIGINT NOT NULL,
    data   {bytes} NOT NULL
);
CREATE TABLE source (
    seq      {serial},
    key      {text} NOT NULL UNIQUE,
    name     {text} NOT NULL,
    about    {bytes} NOT NULL,
    reader   {text} NOT NULL, -- the build that read it
    original BIGINT NOT NULL REFERENCES original (seq),
    report   BIGINT REFERENCES report (seq) ON DELETE SET NULL
);
CREATE INDEX source_report ON source (report, key);
CREATE INDEX source_original ON source (original);
CREATE TABLE failure (
    doc     {text} NOT NULL,
    stage   {text} NOT NULL,
    message {text} NOT NULL,
    remedy  {text} NOT NULL,
    source  BIGINT REFERENCES source (seq) ON DELETE CASCADE,
    PRIMARY KEY (doc, stage)
){clustered};
CREATE INDEX failure_source ON failure (source);
