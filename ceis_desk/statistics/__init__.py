"""Indicators: declared once, counted once, shown by screen, PDF, CSV and JSON alike."""
