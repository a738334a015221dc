"""The case of a household on one page."""
