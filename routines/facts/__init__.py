"""Values read from rows and worked out from them. Nothing here writes."""
