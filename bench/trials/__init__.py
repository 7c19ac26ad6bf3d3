"""What is promised about a logged set, tried against faults: nothing lost, nothing doubled."""
