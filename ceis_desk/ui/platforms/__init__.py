"""Pages of the platforms."""
