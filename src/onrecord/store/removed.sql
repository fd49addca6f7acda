-- The sources whose report was taken out, part of the schema; see schema.sql for the words in braces.
-- What stands here is not added again unasked.
CREATE TABLE removal (
    key     {text} PRIMARY KEY, -- source.key
    name    {text} NOT NULL,
    report  {text} NOT NULL, -- its id
    removed {text} NOT NULL -- the moment, UTC
){clustered};
CREATE INDEX removal_report ON removal (report);
