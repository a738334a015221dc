"""Keys: the envelope that opens the store for each account; bytes in, bytes out, and one file."""
