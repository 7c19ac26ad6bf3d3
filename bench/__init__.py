"""Measure how fast each page is, beside a floor: the least that the same server can do."""
