"""What rows say about the time that was; writes nothing."""
