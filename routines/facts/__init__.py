"""What is read from rows and worked out of them. Nothing here writes."""
