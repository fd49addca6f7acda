"""Time expressions: words → symbols → grammar → readings → values and intervals."""
