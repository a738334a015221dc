"""Cases of the budget counsellors in the store: everything of theirs is sealed."""
