"""The parts of the attribution reader: quotations, cues, spans, acts, continuation, nesting."""
