"""What the API reads and writes: the fields of each thing, described for its readers."""
