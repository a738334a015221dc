"""The exchange between desks: clocks captured, changes written to a file, merged from one, cases left to check."""
