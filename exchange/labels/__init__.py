"""The sentence for each code."""
