"""Shared vocabulary, pure: nothing here knows a screen, a file format or a database."""
