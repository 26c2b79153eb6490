"""What becomes of the records of the matrix: they end, are copied, and are printed."""
