"""The parts every screen is built from: theme, fields, buttons, rows, messages."""
