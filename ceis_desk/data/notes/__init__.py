"""Signed notes and attached documents, sealed for whichever platform writes them."""
