"""How fast each page is, beside a floor that the same server reaches with next to no work."""
