"""What rows mean, of files that come in and go out. Writes nothing."""
