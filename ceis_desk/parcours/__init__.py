"""Parcours: the pathway of one person, its steps and freins."""
