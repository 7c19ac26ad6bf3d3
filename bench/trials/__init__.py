"""Test the promise about logged sets under faults: none is lost, none is doubled."""
