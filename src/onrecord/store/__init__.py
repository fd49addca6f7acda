"""The kept record: schema and database (the only SQL)."""
