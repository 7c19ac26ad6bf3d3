"""What a person's file of everything holds, and how it differs from the rows here. Writes
nothing."""
