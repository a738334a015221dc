"""Statistics: the page of the figures."""
