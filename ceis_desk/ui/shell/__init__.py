"""Shell: the frame around the pages."""
