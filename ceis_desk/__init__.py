"""CEIS Desk: the front desk of a social third place, offline first."""

__version__ = "0.1.0"
