"""Files that hold reports → one `Source` a report, streamed; what cannot be read is a Failure."""
