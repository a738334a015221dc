"""Which function answers which request, for what has no folder of its own in `data/`."""
