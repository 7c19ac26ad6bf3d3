"""What a log says: trends, bests, comparisons and norms; values in, values out. No Django."""
