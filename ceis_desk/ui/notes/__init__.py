"""Signed notes and attached documents, for whichever page keeps them."""
