"""What a person's routines are: rows → values. Reads only."""
