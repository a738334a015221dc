"""Settings: the page of what can be changed."""
