"""Data: the only SQL."""
