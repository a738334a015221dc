"""The agenda in the store: what is read of it, and what is written."""
