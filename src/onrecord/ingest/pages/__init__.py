"""A saved web page → what it says of its report, and the blocks of the report, in page order."""
