"""Charts as values: where each line, bar and mark is, in the units of the drawing. No Django."""
