"""onrecord reads news reports on conflict and diplomacy and keeps the record."""
