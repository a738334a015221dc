"""People: the person, the household, search keys and duplicates."""
