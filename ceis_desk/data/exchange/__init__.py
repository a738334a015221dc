"""What desks hand to each other by file: bytes in, bytes out, no SQL."""
