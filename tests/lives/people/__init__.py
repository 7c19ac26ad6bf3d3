"""The people of brief.md D9, a page for each group."""
